import type { Entry, Results, WorkResult } from "./results.ts";
import { duration } from "./table.ts";

/** Columns of the table, and who stands in each: of several the fastest. */
const columns: Readonly<Record<string, RegExp>> = {
  "brain.js": /^brain\.js$/,
  "TensorFlow.js": /^tfjs/,
  "fastest other": /^(?!chainrule|pytorch|brain\.js|tfjs)/,
  PyTorch: /^pytorch$/,
};

/** The results as a table: our time for each work, and how many times that of the others. */
export function markdown({ works, machine, date }: Results): string {
  const rows = works.map((work) => {
    const ours = work.entries.find(({ name }) => name === "chainrule")!;
    const others = Object.entries(columns).map(([column, who]) => cell(column, fastest(work, who)));
    return [work.title, duration(ours.processor!), ...others];
  });
  const head = ["work", "Chainrule", ...Object.keys(columns)];
  const lines = [head, head.map((_, i) => (i === 0 ? "---" : "--:")), ...rows];
  const { processor, cores, system, node } = machine;
  const where = `Measured on ${longDate(date)}: ${processor}, ${cores} cores, ${system}, Node ${node.slice(1)}.`;
  return `${where}\n\n${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}

function fastest({ entries }: WorkResult, who: RegExp): Entry | undefined {
  const present = entries.filter(({ name, processorRatio }) => who.test(name) && processorRatio !== undefined);
  return present.sort((a, b) => a.processorRatio! - b.processorRatio!)[0];
}

function cell(column: string, entry: Entry | undefined): string {
  if (!entry) return "–";
  const ratio = entry.processorRatio!;
  const times = `${ratio < 10 ? ratio.toPrecision(2) : Math.round(ratio)}\u00a0×`;
  return column.startsWith("fastest") ? `${entry.name} ${times}` : times;
}

const longDate = (date: string): string =>
  new Date(date).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
