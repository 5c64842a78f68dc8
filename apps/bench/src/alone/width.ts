import { threadTime } from "../clock.ts";
import { prepare } from "../chainrule.ts";
import { median } from "../median.ts";
import { normal, randomKey } from "@chainrule/tensor";
import type { Examples } from "../examples.ts";
import type { Line } from "../results.ts";
import type { Work } from "../work.ts";

const widths = [64, 128, 256, 512, 1024, 2048];
const batch = 64;
const rows = 512;

/** Time of a step for its arithmetic, w-w-w-10, against that at width 256. */
export async function width(rounds: number): Promise<Line[]> {
  const steps = widths.map(stepOf);
  for (const step of steps) await step();
  const perFlop: number[][] = widths.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, step] of steps.entries())
      perFlop[i]!.push((await step()) / (6 * batch * (2 * widths[i]! ** 2 + 10 * widths[i]!)));
  }
  const at256 = perFlop[widths.indexOf(256)]!;
  return widths.map((w, i) => ({
    what: `width ${w}: ${((1e-9 * 1) / median(perFlop[i]!)).toFixed(1)} GFLOP/s`,
    value: median(perFlop[i]!.map((time, round) => time / at256[round]!)),
    unit: "time for the arithmetic, against width 256",
    ...(w > 256 && { wanted: 1.15, most: true }),
  }));
}

function stepOf(w: number): () => Promise<number> {
  const labels = Int32Array.from({ length: rows }, (_, i) => i % 10);
  const targets = new Float32Array(rows * 10);
  labels.forEach((label, i) => (targets[10 * i + label] = 1));
  const inputs = new Float32Array(normal(randomKey(w), [rows, w]).toTypedArray());
  const examples: Examples = { rows, width: w, inputs, classes: 10, labels, targets };
  const work: Work = {
    name: `width-${w}`,
    title: "",
    kind: "step",
    goals: [],
    training: {
      data: "digits",
      layers: [w, w, 10].map((units, i) => ({ units, activation: i < 2 ? "relu" : "softmax" })),
      loss: "crossentropy",
      optimizer: { name: "sgd", rate: 0.01 },
      batch,
      shuffle: true,
    },
  };
  const { run } = prepare(work, examples);
  const count = Math.max(8, Math.round(2e9 / (6 * batch * 2 * w * w)));
  return async () => {
    const begin = threadTime();
    const done = await run(count);
    return (threadTime() - begin) / done;
  };
}
