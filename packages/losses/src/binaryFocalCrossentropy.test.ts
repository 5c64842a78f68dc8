import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { binaryCrossentropy } from "./binaryCrossentropy.ts";
import { binaryFocalCrossentropy } from "./binaryFocalCrossentropy.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

test("by hand: ¼ for 1 costs (¾)² ln 4, ¼ for 0 (¼)² ln 4/3", () => {
  const losses = binaryFocalCrossentropy(double([0.25, 0.25]), double([1, 0])).toTypedArray();
  expect(losses[0]).toBeCloseTo(0.75 ** 2 * Math.log(4), 15);
  expect(losses[1]).toBeCloseTo(0.25 ** 2 * Math.log(4 / 3), 15);
});

test("with gamma 0 it is binaryCrossentropy", () => {
  const [p, y] = [double([0.1, 0.25, 0.9]), double([1, 0.3, 0])];
  const losses = binaryFocalCrossentropy(p, y, { gamma: 0 }).toTypedArray();
  const same = binaryCrossentropy(p, y).toTypedArray();
  losses.forEach((loss, i) => expect(loss).toBeCloseTo(same[i]!, 15));
});

test("certain and right has no slope, certain and wrong an infinite one", () => {
  const slopes = grad((p) => binaryFocalCrossentropy(p, tensor([0, 1, 1, 0])).sum())(tensor([0, 1, 0, 1]));
  expect(slopes.abs().toArray()).toEqual([0, 0, Infinity, Infinity]);
});

test("a negative gamma is refused", () => {
  expect(() => binaryFocalCrossentropy(double([0.5]), double([1]), { gamma: -1 })).toThrow(ValueError);
});
