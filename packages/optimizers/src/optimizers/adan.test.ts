import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byWeight, expectNear, follow } from "../internal/testing.ts";
import { adan } from "./adan.ts";

test("by hand: the first step is the rate, then the decay divides by 1 + rate · decay", () => {
  expectNear(follow(adan({ rate: 0.1, epsilon: 0, decay: 0 }), [1], [[5]]), [[0.9]]);
  expectNear(follow(adan({ rate: 0.1, epsilon: 0, decay: 0.5 }), [1], [[5]]), [[0.9 / 1.05]]);
});

test("is the paper's rule with the bias corrected, in plain numbers", () => {
  const expected = byWeight(() => {
    let [m, v, n, before] = [0, 0, 0, 0];
    return (w, g, t) => {
      const d = t === 1 ? 0 : g - before;
      before = g;
      m = 0.8 * m + 0.2 * g;
      v = 0.7 * v + 0.3 * d;
      n = 0.95 * n + 0.05 * (g + 0.7 * d) ** 2;
      const ahead = m / (1 - 0.8 ** t) + (0.7 * v) / (1 - 0.7 ** t);
      return (w - (0.05 * ahead) / (Math.sqrt(n / (1 - 0.95 ** t)) + 1e-4)) / (1 + 0.05 * 0.1);
    };
  });
  const options = { rate: 0.05, beta1: 0.8, beta2: 0.7, beta3: 0.95, epsilon: 1e-4, decay: 0.1 };
  expectNear(along(adan(options)), expected);
});

test("a β of 1 throws", () => {
  expect(() => adan({ beta3: 1 })).toThrow(ValueError);
});
