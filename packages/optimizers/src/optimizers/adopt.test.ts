import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byWeight, expectNear, follow } from "../internal/testing.ts";
import { adopt } from "./adopt.ts";

test("by hand: the first step measures, the second divides by it: ½ · 1 / 2", () => {
  expectNear(follow(adopt({ rate: 1, beta1: 0.5 }), [0], [[2], [1]]), [[0], [-0.25]]);
});

test("by hand: a gradient ten times as large is clipped to 1 in the second step", () => {
  expectNear(follow(adopt({ rate: 1, beta1: 0.5 }), [0], [[2], [20]]), [[0], [-0.5]]);
});

test("is the paper's rule, in plain numbers", () => {
  const expected = byWeight(() => {
    let [m, v] = [0, 0];
    return (w, g, t) => {
      const limit = (t - 1) ** 0.25;
      const scaled = g / Math.max(Math.sqrt(v), 1e-4);
      m = 0.8 * m + 0.2 * Math.min(Math.max(scaled, -limit), limit);
      v = t === 1 ? g * g : 0.95 * v + 0.05 * g * g;
      return t === 1 ? w : w - 0.05 * m;
    };
  });
  expectNear(along(adopt({ rate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-4 })), expected);
});

test("a β of 1 throws", () => {
  expect(() => adopt({ beta2: 1 })).toThrow(ValueError);
});
