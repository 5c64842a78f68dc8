import { train } from "@chainrule/network";
import { classifier, examplesOf, options } from "../classifier.ts";
import { threadTime } from "../clock.ts";
import { median } from "../median.ts";
import type { Line } from "../results.ts";

const widths = [64, 128, 256, 512, 1024, 2048];
const batch = 64;
const rows = 512;

/** Time of a step for its arithmetic, w-w-w-10, against that at width 256. */
export async function width(rounds: number): Promise<Line[]> {
  const steps = widths.map(stepOf);
  for (const step of steps) await step();
  const perFlop: number[][] = widths.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, step] of steps.entries()) perFlop[i]!.push((await step()) / arithmetic(widths[i]!));
  }
  const at256 = perFlop[widths.indexOf(256)]!;
  return widths.map((w, i) => ({
    what: `width ${w}: ${(1e-9 / median(perFlop[i]!)).toFixed(1)} GFLOP/s`,
    value: median(perFlop[i]!.map((time, round) => time / at256[round]!)),
    unit: "time for the arithmetic, against width 256",
    ...(w > 256 && { wanted: 1.15, most: true }),
  }));
}

/** Additions and multiplications of a step: three products a layer, two of the first, whose inputs need no gradient. */
const arithmetic = (w: number): number => 2 * batch * (2 * w * w + 3 * w * w + 3 * 10 * w);

/** Some steps of a training that goes on: how long one takes. */
function stepOf(w: number): () => Promise<number> {
  const given = { ...options, epochs: 1e9, batchSize: batch };
  const events = train(classifier([w, w]), examplesOf(w, rows), given)[Symbol.asyncIterator]();
  const count = Math.max(8, Math.round(2e9 / arithmetic(w)));
  return async () => {
    const begin = threadTime();
    for (let i = 0; i < count; i++) await events.next();
    return (threadTime() - begin) / count;
  };
}
