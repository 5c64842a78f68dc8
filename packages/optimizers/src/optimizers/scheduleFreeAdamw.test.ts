import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byWeight, expectNear, follow } from "../internal/testing.ts";
import { scheduleFreeAdamw } from "./scheduleFreeAdamw.ts";

test("by hand: the first step is the rate, whatever the size of the gradient", () => {
  expectNear(follow(scheduleFreeAdamw({ rate: 0.1, epsilon: 0 }), [1, 1], [[5, -0.001]]), [[0.9, 1.1]]);
});

test("is the paper's rule, in plain numbers", () => {
  const expected = byWeight((start) => {
    let [x, z, v] = [start, start, 0];
    return (y, g, t) => {
      v = 0.95 * v + 0.05 * g * g;
      z -= 0.05 * (g / (Math.sqrt(v / (1 - 0.95 ** t)) + 1e-4) + 0.1 * y);
      x += (z - x) / t;
      return 0.2 * z + 0.8 * x;
    };
  });
  const options = { rate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4, decay: 0.1 };
  expectNear(along(scheduleFreeAdamw(options)), expected);
});

test("a β of 1 throws", () => {
  expect(() => scheduleFreeAdamw({ beta1: 1 })).toThrow(ValueError);
});
