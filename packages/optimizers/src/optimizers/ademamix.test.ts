import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byWeight, expectNear, follow } from "../internal/testing.ts";
import { adamw } from "./adamw.ts";
import { ademamix } from "./ademamix.ts";

test("by hand: the slow mean of g = 2 is 0.2 at first and counts twice", () => {
  const optimizer = ademamix({ rate: 1, beta3: 0.9, alpha: 2, epsilon: 0 });
  expectNear(follow(optimizer, [0], [[2]]), [[-(2 + 2 * 0.2) / 2]]);
});

test("without the slow mean it is adamw", () => {
  const same = { rate: 0.05, beta1: 0.8, beta2: 0.95, decay: 0.1 };
  expectNear(along(ademamix({ ...same, alpha: 0 })), along(adamw(same)));
});

test("is the paper's rule, in plain numbers", () => {
  const expected = byWeight(() => {
    let [m1, m2, v] = [0, 0, 0];
    return (w, g, t) => {
      m1 = 0.8 * m1 + 0.2 * g;
      m2 = 0.99 * m2 + 0.01 * g;
      v = 0.95 * v + 0.05 * g * g;
      return w - (0.05 * (m1 / (1 - 0.8 ** t) + 5 * m2)) / (Math.sqrt(v / (1 - 0.95 ** t)) + 1e-4);
    };
  });
  expectNear(along(ademamix({ rate: 0.05, beta1: 0.8, beta2: 0.95, beta3: 0.99, epsilon: 1e-4 })), expected);
});

test("a negative alpha throws", () => {
  expect(() => ademamix({ alpha: -1 })).toThrow(ValueError);
});
