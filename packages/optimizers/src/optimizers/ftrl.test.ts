import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byWeight, expectNear, follow } from "../internal/testing.ts";
import { adagrad } from "./adagrad.ts";
import { ftrl } from "./ftrl.ts";

test("by hand: n = 16 + 3² = 25, z = 3, w = −3 / (5 / 0.5)", () => {
  expectNear(follow(ftrl({ rate: 0.5, initialAccumulator: 16 }), [0], [[3]]), [[-0.3]]);
});

test("a weight whose gradients do not exceed l1 is exactly 0", () => {
  expect(
    follow(
      ftrl({ rate: 0.5, l1: 1 }),
      [0, 0.7],
      [
        [1, 0.5],
        [-1.5, 0.2],
      ],
    ),
  ).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test("from zero and without penalties it goes where Adagrad goes", () => {
  const gradients = [
    [1, -2],
    [0.5, 3],
    [-4, 1],
  ];
  const same = { rate: 0.3, initialAccumulator: 0.1 };
  expectNear(follow(ftrl(same), [0, 0], gradients), follow(adagrad({ ...same, epsilon: 0 }), [0, 0], gradients));
});

test("is the paper's rule, in plain numbers", () => {
  const expected = byWeight(() => {
    let [n, z] = [0.1, 0];
    return (w, g) => {
      const sigma = (Math.sqrt(n + g * g) - Math.sqrt(n)) / 0.5;
      n += g * g;
      z += g - sigma * w;
      if (Math.abs(z) <= 0.3) return 0;
      return -(z - Math.sign(z) * 0.3) / ((0.2 + Math.sqrt(n)) / 0.5 + 0.1);
    };
  });
  expectNear(along(ftrl({ rate: 0.5, l1: 0.3, l2: 0.1, beta: 0.2 })), expected);
});

test("a start of 0 throws", () => {
  expect(() => ftrl({ initialAccumulator: 0 })).toThrow(ValueError);
});
