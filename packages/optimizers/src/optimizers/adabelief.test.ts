import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byWeight, expectNear, follow } from "../internal/testing.ts";
import { adabelief } from "./adabelief.ts";

test("by hand: g = 4 gives m = 2, s = ½ (4 − 2)² = 2, corrected 4 and 4", () => {
  expectNear(follow(adabelief({ rate: 1, beta1: 0.5, beta2: 0.5, epsilon: 0 }), [0], [[4]]), [[-2]]);
});

test("is the paper's rule, in plain numbers", () => {
  const expected = byWeight(() => {
    let [m, s] = [0, 0];
    return (w, g, t) => {
      m = 0.8 * m + 0.2 * g;
      s = 0.95 * s + 0.05 * (g - m) ** 2 + 1e-4;
      return w - (0.05 * m) / (1 - 0.8 ** t) / (Math.sqrt(s / (1 - 0.95 ** t)) + 1e-4);
    };
  });
  expectNear(along(adabelief({ rate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4 })), expected);
});

test("a negative rate throws", () => {
  expect(() => adabelief({ rate: -1 })).toThrow(ValueError);
});
