import { ShapeError, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { categoricalAccuracy } from "./categoricalAccuracy.ts";

test("by hand: the second of three rows is wrong", () => {
  const prediction = tensor([
    [3, -1, 2],
    [0, 1, 2],
    [-5, -4, -6],
  ]);
  expect(
    categoricalAccuracy(
      prediction,
      tensor([
        [1, 0, 0],
        [0, 1, 0],
        [0, 1, 0],
      ]),
    ).item(),
  ).toBeCloseTo(2 / 3, 7);
});

test("of equal outputs the first counts", () => {
  const even = tensor([[0.5, 0.5]]);
  expect(categoricalAccuracy(even, tensor([[1, 0]])).item()).toBe(1);
  expect(categoricalAccuracy(even, tensor([[0, 1]])).item()).toBe(0);
});

test("labels are refused", () => {
  expect(() => categoricalAccuracy(tensor([[0.5, 0.5]]), tensor([1], { dtype: "int32" }))).toThrow(ShapeError);
});
