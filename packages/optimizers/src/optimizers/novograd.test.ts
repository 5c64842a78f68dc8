import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byRule, expectNear, follow } from "../internal/testing.ts";
import { novograd } from "./novograd.ts";

test("by hand: the first direction has length 1, the second adds to 0.9 of it", () => {
  const second = 1 / Math.sqrt(0.25 * 25 + 0.75);
  const steps = follow(
    novograd({ rate: 1, epsilon: 0 }),
    [0, 0],
    [
      [3, 4],
      [1, 0],
    ],
  );
  expectNear(steps, [
    [-0.6, -0.8],
    [-0.6 - 0.54 - second, -0.8 - 0.72],
  ]);
});

test("is the paper's rule, in plain numbers", () => {
  let [m, v] = [[0, 0, 0, 0], 0];
  const expected = byRule((w, g, t) => {
    const square = g.reduce((sum, x) => sum + x * x, 0);
    v = t === 1 ? square : 0.25 * v + 0.75 * square;
    m = m.map((old, i) => 0.8 * old + g[i]! / (Math.sqrt(v) + 1e-4) + 0.1 * w[i]!);
    return w.map((x, i) => x - 0.05 * m[i]!);
  });
  expectNear(along(novograd({ rate: 0.05, beta1: 0.8, epsilon: 1e-4, decay: 0.1 })), expected);
});

test("a β of 1 throws", () => {
  expect(() => novograd({ beta2: 1 })).toThrow(ValueError);
});
