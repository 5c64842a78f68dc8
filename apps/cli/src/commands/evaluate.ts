import { prepare } from "@chainrule/data";
import { readModel, readTable } from "../files.ts";
import { lossOf } from "../parts.ts";
import { measure } from "../task.ts";
import { confusionTable, measuredTable } from "../terminal.ts";

export interface EvaluateFlags {
  loss?: string;
  json?: boolean;
}

export async function evaluate(modelPath: string, csv: string, { loss: name, json }: EvaluateFlags): Promise<void> {
  const loss = name === undefined ? undefined : await lossOf(name);
  const { net, preparation } = await readModel(modelPath);
  const table = await readTable(csv);
  const measured = measure(net, preparation, prepare(preparation, table, { needTarget: true }), loss);
  if (json) {
    process.stdout.write(`${JSON.stringify(measured)}\n`);
    return;
  }
  process.stdout.write(`${measuredTable({ [csv]: measured })}\n`);
  if (measured.confusion) process.stdout.write(`\n${confusionTable(measured.confusion)}\n`);
}
