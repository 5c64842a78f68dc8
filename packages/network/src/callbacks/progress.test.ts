import { meanSquaredError } from "@chainrule/losses";
import { sgd } from "@chainrule/optimizers";
import { normal, randomKey, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { type Course, dense, mae, progress, resume, sequential, train } from "../index.ts";

const data = { inputs: normal(randomKey(1), [20, 3]), targets: normal(randomKey(2), [20, 1]) };
const options = { loss: meanSquaredError, optimizer: sgd({ rate: 0.05 }), epochs: 4, batchSize: 8, metrics: { mae } };
const begin = (more: object) => train(sequential([dense(1)]), data, { ...options, ...more });

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test("after each step if asked so, with what is left", async () => {
  const seen: Course[] = [];
  await begin({ callbacks: [progress((course) => seen.push(course), { seconds: 0 })] }).finished;
  expect(seen.map(({ step, steps, epoch }) => [step, steps, epoch])).toEqual(
    Array.from({ length: 12 }, (_, i) => [i + 1, 12, Math.floor(i / 3) + 1]),
  );
  expect(seen.map(({ share }) => share)).toEqual(seen.map((_, i) => (i + 1) / 12));
  const [first, middle, last] = [seen[0]!, seen[5]!, seen[11]!];
  expect([first.rate, first.left]).toEqual([0, Infinity]); // nothing has been measured yet
  expect(first.text).toMatch(/^1\/12 {2}0 steps\/s {2}ETA \? {2}loss /);
  expect(middle.rate).toBeGreaterThan(0);
  expect(middle.left).toBeCloseTo(6 / middle.rate);
  expect(last.left).toBe(0);
});

test("the loss and metrics are means over the steps since it was shown last", async () => {
  const losses: number[] = [];
  const errors: number[] = [];
  const seen: Course[] = [];
  const run = begin({ callbacks: [progress((course) => seen.push(course), { seconds: 60 })] });
  for await (const { loss, metrics } of run) {
    losses.push(loss);
    errors.push(metrics["mae"]!);
  }
  expect(seen).toHaveLength(1); // the last step is always shown
  expect(seen[0]!.loss).toBeCloseTo(mean(losses));
  expect(seen[0]!.metrics["mae"]).toBeCloseTo(mean(errors));
  const said = `loss ${seen[0]!.loss.toPrecision(3)}  mae ${seen[0]!.metrics["mae"]!.toPrecision(3)}`;
  expect(seen[0]!.text).toMatch(/^12\/12 {2}\d+ steps\/s {2}ETA 0 s {2}/);
  expect(seen[0]!.text).toContain(said);
});

test("a resumed run counts its own steps for the rate, and begins anew in the same callback", async () => {
  const seen: Course[] = [];
  const callbacks = [progress((course) => seen.push(course), { seconds: 0 })];
  const run = begin({ callbacks });
  for await (const { step } of run) if (step === 7) break;
  const before = seen.length;
  await resume(run.state, data, { callbacks }).finished;
  expect(seen.slice(before).map(({ step }) => step)).toEqual([8, 9, 10, 11, 12]);
  expect(seen[before]!.rate).toBe(0);
});

test("a negative time is refused", () => {
  expect(() => progress(() => undefined, { seconds: -1 })).toThrow(ValueError);
});
