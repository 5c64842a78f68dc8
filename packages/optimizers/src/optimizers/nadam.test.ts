import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byWeight, expectNear, follow } from "../internal/testing.ts";
import { nadam } from "./nadam.ts";

test("by hand: with a constant momentum of 0.4 the first step is (0.6 / 0.6 · g + 0.4 / 0.84 · m) / g", () => {
  // A decay of the momentum so fast that 0.96^… is 0.
  const optimizer = nadam({ rate: 1, beta1: 0.4, epsilon: 0, momentumDecay: 1e9 });
  expectNear(follow(optimizer, [0], [[3]]), [[-(1 + (0.4 / 0.84) * 0.6)]]);
});

test("is the paper's rule, in plain numbers", () => {
  const expected = byWeight(() => {
    let [m, v, product] = [0, 0, 1];
    return (w, g, t) => {
      const [mu, next] = [t, t + 1].map((n) => 0.8 * (1 - 0.5 * 0.96 ** (n * 0.004))) as [number, number];
      product *= mu;
      m = 0.8 * m + 0.2 * g;
      v = 0.95 * v + 0.05 * g * g;
      const scale = Math.sqrt(v / (1 - 0.95 ** t)) + 1e-4;
      return w - (0.05 * (((1 - mu) * g) / (1 - product) + (next * m) / (1 - product * next))) / scale;
    };
  });
  expectNear(along(nadam({ rate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4 })), expected);
});

test("a β of 1 throws", () => {
  expect(() => nadam({ beta1: 1 })).toThrow(ValueError);
});
