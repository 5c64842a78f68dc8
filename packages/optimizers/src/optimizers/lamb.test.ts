import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byRule, expectNear, follow } from "../internal/testing.ts";
import { lamb } from "./lamb.ts";

test("by hand: the direction of Adam is [1, 1] at first, and gets the length 5 of the weights", () => {
  const step = 0.1 * (5 / Math.SQRT2);
  expectNear(follow(lamb({ rate: 0.1, epsilon: 0 }), [3, 4], [[7, 9]]), [[3 - step, 4 - step]]);
});

test("weights of 0 move by the direction itself", () => {
  expectNear(follow(lamb({ rate: 0.1, epsilon: 0 }), [0, 0], [[7, -9]]), [[-0.1, 0.1]]);
});

test("is the paper's rule, in plain numbers", () => {
  const length = (x: readonly number[]): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
  let [m, v] = [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ];
  const expected = byRule((w, g, t) => {
    m = m.map((old, i) => 0.8 * old + 0.2 * g[i]!);
    v = v.map((old, i) => 0.95 * old + 0.05 * g[i]! ** 2);
    const d = w.map((x, i) => m[i]! / (1 - 0.8 ** t) / (Math.sqrt(v[i]! / (1 - 0.95 ** t)) + 1e-4) + 0.1 * x);
    return w.map((x, i) => x - ((0.05 * length(w)) / length(d)) * d[i]!);
  });
  expectNear(along(lamb({ rate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, decay: 0.1 })), expected);
});

test("a negative decay throws", () => {
  expect(() => lamb({ decay: -1 })).toThrow(ValueError);
});
