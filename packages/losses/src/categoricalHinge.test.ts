import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { categoricalHinge } from "./categoricalHinge.ts";

const scores = tensor([
  [3, 1, -2],
  [0.5, 0, 0.25],
  [-4, -1, -3],
]);
const target = tensor([
  [1, 0, 0],
  [0, 0, 1],
  [0, 1, 0],
]);

test("by hand: 1 + best other − true is −1, 1¼ and −1: they cost 0, 1¼ and 0", () => {
  expect(categoricalHinge(scores, target).toArray()).toEqual([0, 1.25, 0]);
});

test("the slope is 1 for the best other and −1 for the true one, where it costs", () => {
  expect(grad((p) => categoricalHinge(p, target).sum())(scores).toArray()).toEqual([
    [0, 0, 0],
    [1, 0, -1],
    [0, 0, 0],
  ]);
});

test("−1 as target is refused", () => {
  expect(() => categoricalHinge(scores, target.mul(2).sub(1))).toThrow(ValueError);
});
