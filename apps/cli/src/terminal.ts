import asciichart from "asciichart";
import Table from "cli-table3";
import { createLogUpdate } from "log-update";
import pc from "picocolors";
import type { Measured } from "./task.ts";

/** For people: on stderr, so that stdout holds nothing but data. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** The live region of a terminal; elsewhere a plain line now and then. */
export function progress(total: number): { show(step: number, facts: string): void; done(): void } {
  const live = process.stderr.isTTY ? createLogUpdate(process.stderr) : undefined;
  const start = performance.now();
  let shown = start;
  return {
    show(step, facts) {
      const now = performance.now();
      if (now - shown < (live ? 80 : 5000) && step < total) return;
      shown = now;
      const rate = step / ((now - start) / 1000);
      const eta = duration((total - step) / rate);
      const filled = Math.round((16 * step) / total);
      const bar = `${"█".repeat(filled)}${"░".repeat(16 - filled)}`;
      const line = `${bar} ${step}/${total}  ${rate.toFixed(0)} steps/s  ETA ${eta}  ${facts}`;
      if (live) live(line);
      else say(line);
    },
    done: () => live?.done(),
  };
}

const duration = (seconds: number): string =>
  seconds >= 60 ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s` : `${seconds.toFixed(0)} s`;

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
