import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { adam } from "./adam.ts";
import { expectNear, follow } from "../internal/testing.ts";

test("by hand: the first step is the rate, whatever the size of the gradient", () => {
  expectNear(follow(adam({ rate: 0.1, epsilon: 0 }), [1, 1], [[5, -0.001]]), [[0.9, 1.1]]);
});

test("by hand: m̂ = (0.09 + 0.2) / 0.19 and v̂ = (0.000999 + 0.004) / 0.001999 at the second step", () => {
  const step = 0.29 / 0.19 / Math.sqrt(0.004999 / 0.001999);
  expectNear(follow(adam({ rate: 0.1, epsilon: 0 }), [1], [[1], [2]]), [[0.9], [0.9 - 0.1 * step]]);
});

test("the two places of ε differ by √(1 − β₂) at the first step", () => {
  const corrected = follow(adam({ rate: 1, epsilon: 0.1 }), [0], [[1]]);
  expectNear(corrected, [[-1 / 1.1]]);
  const hat = follow(adam({ rate: 1, epsilon: 0.1, epsilonForm: "hat" }), [0], [[1]]);
  expectNear(hat, [[-1 / (1 + 0.1 / Math.sqrt(0.001))]]);
});

test("amsgrad remembers the largest v: after 1 comes 0, and v stays at 0.5", () => {
  const options = { rate: 1, beta1: 0, beta2: 0.5, epsilon: 0 };
  // v is 0.5, 0.25 and 0.25; corrected by 1 − 0.5ᵗ the largest gives 1 at t = 1 and 0.5 / 0.875 at t = 3.
  const expected = [[-1], [-1], [-1 - 0.5 / Math.sqrt(0.5 / 0.875)]];
  expectNear(follow(adam({ ...options, amsgrad: true }), [0], [[1], [0], [0.5]]), expected);
});

test("a schedule for β₁ corrects the bias with its present value", () => {
  const constant = follow(adam({ beta1: 0.8 }), [1], [[1], [2]]);
  const scheduled = follow(adam({ beta1: (step) => step.mul(0).add(0.8) }), [1], [[1], [2]]);
  expectNear(scheduled, constant);
});

test("impossible options throw", () => {
  expect(() => adam({ rate: -1 })).toThrow(ValueError);
  expect(() => adam({ beta1: 1 })).toThrow(
    "adam: expected beta1 to be a number from 0 up to but not including 1, received 1. Pass for example 0.9.",
  );
  expect(() => adam({ epsilonForm: "other" as "hat" })).toThrow(/^adam: expected epsilonForm/);
});
