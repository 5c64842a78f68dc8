import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byWeight, expectNear, follow } from "../internal/testing.ts";
import { madgrad } from "./madgrad.ts";

test("by hand: s = 8, v = 64, ∛64 = 4, z = −2, of which half", () => {
  expectNear(follow(madgrad({ rate: 1, momentum: 0.5, epsilon: 0 }), [0], [[8]]), [[-1]]);
});

test("a gradient of 0 at the start moves nothing, also without ε", () => {
  expect(follow(madgrad({ epsilon: 0 }), [1], [[0]])).toEqual([[1]]);
});

test("is the paper's rule, in plain numbers", () => {
  const expected = byWeight((start) => {
    let [s, v] = [0, 0];
    return (w, g, t) => {
      const weight = 0.05 * Math.sqrt(t);
      s += weight * g;
      v += weight * g * g;
      return 0.8 * w + 0.2 * (start - s / (Math.cbrt(v) + 1e-4));
    };
  });
  expectNear(along(madgrad({ rate: 0.05, momentum: 0.8, epsilon: 1e-4 })), expected);
});

test("a momentum of 1 throws", () => {
  expect(() => madgrad({ momentum: 1 })).toThrow(ValueError);
});
