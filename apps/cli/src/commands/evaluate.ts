import { prepare } from "@chainrule/data";
import { readModel, readTable } from "../files.ts";
import { measure } from "../task.ts";
import { confusionTable, measuredTable } from "../terminal.ts";

export async function evaluate(modelPath: string, csv: string, { json }: { json?: boolean }): Promise<void> {
  const { net, preparation } = await readModel(modelPath);
  const table = await readTable(csv);
  const measured = measure(net, preparation, prepare(preparation, table, { needTarget: true }));
  if (json) {
    process.stdout.write(`${JSON.stringify(measured)}\n`);
    return;
  }
  process.stdout.write(`${measuredTable({ [csv]: measured })}\n`);
  if (measured.confusion) process.stdout.write(`\n${confusionTable(measured.confusion)}\n`);
}
