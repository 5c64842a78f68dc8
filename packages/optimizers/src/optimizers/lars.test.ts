import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byRule, expectNear, follow } from "../internal/testing.ts";
import { lars } from "./lars.ts";

test("by hand: the gradient [0, 10] gets the length 0.1 · 5 before the rate", () => {
  expectNear(follow(lars({ rate: 0.5, trust: 0.1 }), [3, 4], [[0, 10]]), [[3, 3.75]]);
});

test("what the mask leaves out has plain momentum", () => {
  expectNear(follow(lars({ rate: 0.5, mask: () => false }), [3], [[2], [0]]), [[2], [1.1]]);
});

test("is the paper's rule, in plain numbers", () => {
  const length = (x: readonly number[]): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
  let v = [0, 0, 0, 0];
  const expected = byRule((w, g) => {
    const local = (0.02 * length(w)) / (length(g) + 0.1 * length(w));
    v = v.map((old, i) => 0.8 * old + 0.5 * local * (g[i]! + 0.1 * w[i]!));
    return w.map((x, i) => x - v[i]!);
  });
  expectNear(along(lars({ rate: 0.5, momentum: 0.8, trust: 0.02, decay: 0.1 })), expected);
});

test("a trust of 0 throws", () => {
  expect(() => lars({ trust: 0 })).toThrow(ValueError);
});
