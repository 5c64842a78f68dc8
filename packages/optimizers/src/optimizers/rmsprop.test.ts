import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, follow } from "../internal/testing.ts";
import { rmsprop } from "./rmsprop.ts";

test("by hand: v = 0.1 · 2² = 0.4", () => {
  const expected = 1 - (0.01 * 2) / (Math.sqrt(0.4) + 1e-8);
  expectNear(follow(rmsprop({ rate: 0.01 }), [1], [[2]]), [[expected]]);
});

test("ε inside the root", () => {
  const inside = rmsprop({ rate: 0.01, epsilon: 0.1, epsilonPlace: "inside" });
  expectNear(follow(inside, [1], [[2]]), [[1 - 0.02 / Math.sqrt(0.5)]]);
});

test("centered: v − m² = 0.4 − 0.2² = 0.36", () => {
  const centered = rmsprop({ rate: 0.01, epsilon: 0, centered: true });
  expectNear(follow(centered, [1], [[2]]), [[1 - 0.02 / 0.6]]);
});

test("momentum gathers the scaled gradients", () => {
  const steady = { rate: 1, decay: 0, epsilon: 0 }; // the scaled gradient is 1
  expectNear(follow(rmsprop({ ...steady, momentum: 0.5 }), [0], [[2], [2]]), [[-1], [-2.5]]);
});

test("centered stays finite when the gradient never changes: there v − m² rounds to −5e-17", () => {
  const gradients = Array.from({ length: 60 }, () => [0.7]);
  const weights = follow(rmsprop({ centered: true, decay: 0.5 }), [0], gradients);
  expect(weights.flat().every(Number.isFinite)).toBe(true);
});

test("impossible options throw", () => {
  expect(() => rmsprop({ decay: 1 })).toThrow(ValueError);
  expect(() => rmsprop({ epsilonPlace: "under" as "inside" })).toThrow(/^rmsprop: expected epsilonPlace/);
});
