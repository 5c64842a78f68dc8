import type { SheetJson } from "./json.ts";
import type { Written } from "./types.ts";

/** The lines of a sheet as a table: a name and its cells, as `readSheetText` takes them. */
function linesOf({ title, network, steps }: SheetJson): string[][] {
  const { layers, activations, loss, learning_rate: rate, input, target, weights, biases } = network;
  const block = (name: string, printed: Written): string[][] => rowsOf(printed).map((row) => [name, ...row]);
  return [
    ["title", title],
    ["layers", ...layers.map(String)],
    ["activations", ...activations],
    ["loss", loss.name, loss.batch],
    ["learning_rate", rate],
    ...block("input", input),
    ...block("target", target),
    ...Object.entries({ ...weights, ...biases }).flatMap(([name, printed]) => block(name, printed)),
    ...steps.flatMap(({ quantity, printed }) => block(quantity, printed)),
  ];
}

/** The rows of a table; Jacobians stand below each other. */
export function rowsOf(printed: Written): string[][] {
  if (typeof printed === "string") return [[printed]];
  if (printed.every((entry) => typeof entry === "string")) return [[...printed]];
  return printed.flatMap((entry) => rowsOf(entry));
}

/** A sheet as CSV, for a spreadsheet. */
export const sheetCsv = (sheet: SheetJson): string =>
  // The reader puts a title with commas together again.
  linesOf(sheet)
    .map((line) => `${line.join(",")}\n`)
    .join("");

/** A sheet as one Markdown table. */
export function sheetMarkdown(sheet: SheetJson): string {
  const [[, title = ""] = [], ...lines] = linesOf(sheet);
  const width = Math.max(...lines.map((line) => line.length));
  const head = ["quantity", ...Array.from({ length: width - 1 }, (_, i) => String(i + 1))];
  const widths = head.map((_, i) => Math.max(3, ...[head, ...lines].map((line) => (line[i] ?? "").length)));
  const row = (line: readonly string[]): string => `| ${widths.map((n, i) => (line[i] ?? "").padEnd(n)).join(" | ")} |`;
  const rule = `|${widths.map((n) => "-".repeat(n + 2)).join("|")}|`;
  return `# ${title}\n\n${[row(head), rule, ...lines.map(row)].join("\n")}\n`;
}
