import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { inverseSqrtDecay } from "./inverseSqrtDecay.ts";

test("by hand: step number 4 has the peak, number 16 half of it", () => {
  expectNear(valuesAt(inverseSqrtDecay(1, { warmup: 4 }), [0, 1, 3, 15]), [0.25, 0.5, 1, 0.5]);
});

test("is the paper's formula with d = 512 and 4,000 steps of warm-up", () => {
  const ours = inverseSqrtDecay(1 / Math.sqrt(512 * 4000), { warmup: 4000 });
  const paper = (n: number): number => 512 ** -0.5 * Math.min(n ** -0.5, n * 4000 ** -1.5);
  const steps = [0, 10, 3999, 4000, 99_999];
  expectNear(
    valuesAt(ours, steps),
    steps.map((t) => paper(t + 1)),
  );
});

test("no warm-up throws", () => {
  expect(() => inverseSqrtDecay(1, { warmup: 0 })).toThrow(ValueError);
});
