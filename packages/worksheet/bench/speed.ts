// How long a first marking and a first laying out take, each in a process of its own; start-up is the import.
//   pnpm bench:worksheet
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type * as worksheetPackage from "../src/index.ts";

type Worksheet = typeof worksheetPackage;

const numbers = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_cell, c) => Math.sin(r * columns + c) / 10));

const large = {
  format: "worked-example/1",
  network: {
    layers: [784, 128, 10],
    activations: ["relu", "softmax"],
    input: numbers(1, 784),
    target: [[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    weights: { W1: numbers(784, 128), W2: numbers(128, 10) },
    loss: { name: "cce" },
    learning_rate: 0.1,
  },
};
const article = new URL("../../../apps/cli/data/article.json", import.meta.url);

const works: Readonly<Record<string, (worksheet: Worksheet) => void>> = {
  "mark a 3-3-3-3 sheet without a mistake": ({ makeExercise, markSheet, readSheet }) =>
    markSheet(readSheet(makeExercise({ seed: 1, layers: [3, 3, 3, 3] }).key)),
  "mark the article, 3-3-3-3 with a dozen mistakes": ({ markSheet, readSheet }) =>
    markSheet(readSheet(JSON.parse(readFileSync(article, "utf8")))),
  "lay out 784-128-10, abbreviated": ({ layoutSheet, readSheet, renderText }) =>
    renderText(layoutSheet(readSheet(large))),
};

const [, , chosen] = process.argv;
if (chosen === undefined) {
  for (const name of Object.keys(works)) {
    const line = execFileSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), name]);
    process.stdout.write(line);
  }
} else {
  const times = [performance.now()];
  const worksheet = await import("../src/index.ts");
  times.push(performance.now());
  const cpu = process.cpuUsage();
  works[chosen]!(worksheet);
  times.push(performance.now());
  const { user, system } = process.cpuUsage(cpu);
  const [start, wall] = [times[1]! - times[0]!, times[2]! - times[1]!].map((ms) => ms.toFixed(0));
  console.log(
    `${chosen}: ${wall} ms (${((user + system) / 1000).toFixed(0)} ms of processor), after ${start} ms of import`,
  );
}
