import { describe, expect, test } from "vitest";
import { prepare } from "./chainrule.ts";
import { examplesOf } from "./examples.ts";
import { judged } from "./judged.ts";
import { median } from "./median.ts";
import { outcomesOf } from "./results.ts";
import { works } from "./work.ts";

const work = (name: string) => works.find((one) => one.name === name)!;

describe("examples", () => {
  test.each(["largest", "xor", "iris", "digits"] as const)("%s: targets say what labels say", (data) => {
    const examples = examplesOf({ ...work("xor").training, data });
    expect(examples.inputs).toHaveLength(examples.rows * examples.width);
    expect(examples.inputs.every(Number.isFinite)).toBe(true);
    expect(judged(examples.targets, examples.rows, examples).accuracy).toBe(1);
    expect(new Set(examples.labels).size).toBe(Math.max(2, examples.classes));
  });
});

test.each([
  ["tiny", 16_384, 0.7],
  ["xor", 16_384, 1],
  ["iris", 1, 0.95],
  ["digits", 128, 0.8],
])("%s: Chainrule learns it", { timeout: 30_000 }, async (name, count, accuracy) => {
  const examples = examplesOf(work(name).training);
  const { run, predict } = prepare(work(name), examples);
  expect(await run(count)).toBe(count);
  const rows = Math.min(1024, examples.rows);
  expect(judged(await predict(rows), rows, examples).accuracy).toBeGreaterThanOrEqual(accuracy);
});

test("a goal is measured against the fastest of those that it names", () => {
  const entries = [
    { name: "chainrule", version: "1", ratio: 1, processorRatio: 1, accuracy: 1 },
    { name: "toygrad", version: "1", ratio: 4, processorRatio: 4.5, accuracy: 0.97 },
    { name: "ml-fnn", version: "1", ratio: 2, processorRatio: 2, accuracy: 0.5 },
    { name: "pytorch", version: "1", ratio: 0.5, processorRatio: 0.6, accuracy: 1 },
  ];
  expect(outcomesOf(work("iris"), entries)).toEqual([
    { than: "toygrad", wanted: 3, reached: 4, reachedByProcessor: 4.5 },
  ]);
  expect(outcomesOf(work("deep-sgd"), entries)).toEqual([
    { than: "pytorch", wanted: 0.58, reached: 0.5, reachedByProcessor: 0.6 },
  ]);
  expect(outcomesOf(work("predict-256"), entries)).toEqual([{ than: "jax-js", wanted: 2.3 }]);
});

test("the median of an even number lies between the two in the middle", () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
});
