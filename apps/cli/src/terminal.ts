import { type Callback, type Course, progress } from "@chainrule/network";
import asciichart from "asciichart";
import Table from "cli-table3";
import { createLogUpdate } from "log-update";
import pc from "picocolors";
import type { Measured } from "./task.ts";

/** For people: on stderr, so that stdout holds nothing but data. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** The live region of a terminal; elsewhere a plain line now and then. */
export function progressBar(): { readonly callback: Callback; done(): void } {
  const live = process.stderr.isTTY ? createLogUpdate(process.stderr) : undefined;
  const show = ({ share, text }: Course): void => {
    const filled = Math.round(16 * share);
    (live ?? say)(`${"█".repeat(filled)}${"░".repeat(16 - filled)} ${text}`);
  };
  return { callback: progress(show, { seconds: live ? 0.08 : 5 }), done: () => live?.done() };
}

/** A curve of at most 60 columns. */
export function curve(title: string, values: readonly number[]): string {
  const columns = Math.min(60, values.length);
  const points = Array.from({ length: columns }, (_, i) => {
    const [from, to] = [i, i + 1].map((at) => Math.floor((at * values.length) / columns)) as [number, number];
    const part = values.slice(from, to);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
  return `${pc.bold(title)}\n${asciichart.plot(points, { height: 8, format: (x: number) => x.toPrecision(3).padStart(9) })}`;
}

export function measuredTable(parts: Readonly<Record<string, Measured>>): string {
  const names = Object.keys(Object.values(parts)[0]?.metrics ?? {});
  const table = new Table({ head: ["", "rows", "loss", ...names], style: { head: [], border: [] } });
  for (const [name, { rows, loss, metrics }] of Object.entries(parts)) {
    table.push([name, rows, ...[loss, ...names.map((metric) => metrics[metric]!)].map((x) => x.toPrecision(4))]);
  }
  return table.toString();
}

export function confusionTable({ labels, counts }: NonNullable<Measured["confusion"]>): string {
  const table = new Table({ head: ["true \\ predicted", ...labels], style: { head: [], border: [] } });
  counts.forEach((row, i) =>
    table.push([labels[i]!, ...row.map((n, j) => (i === j ? pc.green(String(n)) : String(n)))]),
  );
  return table.toString();
}
