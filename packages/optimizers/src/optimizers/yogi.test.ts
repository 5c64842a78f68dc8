import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byWeight, expectNear, follow } from "../internal/testing.ts";
import { yogi } from "./yogi.ts";

test("by hand: v grows by ½ · 2² from 0, and shrinks by ½ · 1² after it", () => {
  const optimizer = yogi({ rate: 1, beta1: 0, beta2: 0.5, epsilon: 0, initialAccumulator: 0 });
  // v is 2 and 1.5; corrected 4 and 2.
  expectNear(follow(optimizer, [0], [[2], [1]]), [[-1], [-1 - 1 / Math.sqrt(2)]]);
});

test("is the paper's rule with the bias corrected, in plain numbers", () => {
  const expected = byWeight(() => {
    let [m, v] = [0, 1e-6];
    return (w, g, t) => {
      m = 0.8 * m + 0.2 * g;
      v -= 0.05 * Math.sign(v - g * g) * g * g;
      return w - (0.05 * m) / (1 - 0.8 ** t) / (Math.sqrt(v / (1 - 0.95 ** t)) + 1e-4);
    };
  });
  expectNear(along(yogi({ rate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4 })), expected);
});

test("a negative start throws", () => {
  expect(() => yogi({ initialAccumulator: -1 })).toThrow(ValueError);
});
