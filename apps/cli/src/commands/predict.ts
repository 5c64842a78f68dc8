import { DataError, decodePredictions, formatCsv, prepare } from "@chainrule/data";
import { predict as predictRows } from "@chainrule/network";
import { readModel, readTable } from "../files.ts";

export async function predict(modelPath: string, csv: string, { json }: { json?: boolean }): Promise<void> {
  const { net, preparation } = await readModel(modelPath);
  const table = await readTable(csv);
  const { inputs } = prepare(preparation, table);
  const predictions = decodePredictions(preparation, predictRows(net, inputs));
  const added = preparation.target.kind === "number" ? ["prediction"] : ["prediction", "probability"];
  const taken = added.find((name) => table.columns.includes(name));
  if (taken !== undefined) {
    throw new DataError(
      `predict: expected a table without a column "${taken}", received ${csv} with one. Rename or remove it.`,
    );
  }
  if (json) {
    const numbers = new Set(
      [...preparation.features, preparation.target].flatMap(({ kind, column }) => (kind === "number" ? [column] : [])),
    );
    const value = (column: string, cell: string): string | number => {
      const number = numbers.has(column) && cell.trim() !== "" ? Number(cell) : NaN;
      return Number.isFinite(number) ? number : cell;
    };
    table.rows.forEach((row, i) => {
      const cells = Object.fromEntries(table.columns.map((column, j) => [column, value(column, row[j]!)]));
      process.stdout.write(`${JSON.stringify({ ...cells, ...predictions[i] })}\n`);
    });
    return;
  }
  const rows = table.rows.map((row, i) => {
    const { prediction, probability } = predictions[i]!;
    return [...row, String(prediction), ...(probability === undefined ? [] : [String(probability)])];
  });
  process.stdout.write(formatCsv({ columns: [...table.columns, ...added], rows }));
}
