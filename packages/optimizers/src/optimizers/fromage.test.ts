import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byRule, expectNear, follow } from "../internal/testing.ts";
import { fromage } from "./fromage.ts";

test("by hand: [3, 4] turns by 0.75 of its length 5, and 5/4 divides the result", () => {
  expectNear(follow(fromage({ rate: 0.75 }), [3, 4], [[0, 2]]), [[2.4, 0.2]]);
});

test("a gradient of 0 only shortens", () => {
  expectNear(follow(fromage({ rate: 0.75 }), [5], [[0]]), [[4]]);
});

test("is the paper's rule, in plain numbers", () => {
  const length = (x: readonly number[]): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
  const expected = byRule((w, g) =>
    w.map((x, i) => (x - (0.1 * length(w) * g[i]!) / length(g)) / Math.sqrt(1 + 0.1 ** 2)),
  );
  expectNear(along(fromage({ rate: 0.1 })), expected);
});

test("a negative rate throws", () => {
  expect(() => fromage({ rate: -1 })).toThrow(ValueError);
});
