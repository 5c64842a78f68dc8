import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { rootMeanSquaredError } from "./rootMeanSquaredError.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

const target = double([[1, 2], [0, 0]]); // prettier-ignore

test("by hand: errors (1, 7) cost √25 = 5, none costs 0", () => {
  expect(rootMeanSquaredError(double([[2, 9], [0, 0]]), target).toArray()).toEqual([5, 0]); // prettier-ignore
});

test("by hand: the slope is e/(n·loss), and 0 where there is no error", () => {
  const slopes = grad((p) => rootMeanSquaredError(p, target).sum())(
    double([
      [2, 9],
      [0, 0],
    ]),
  ).toTypedArray();
  [0.1, 0.7, 0, 0].forEach((expected, i) => expect(slopes[i]).toBeCloseTo(expected, 15));
});

test("errors whose squares are beyond the floats", () => {
  expect(rootMeanSquaredError(tensor([[3e30, 3e30]]), tensor([[0, 0]])).item()).toBe(Math.fround(3e30));
});
