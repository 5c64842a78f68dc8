import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { meanSquaredLogarithmicError } from "./meanSquaredLogarithmicError.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

test("by hand: 3 for 1 costs (ln 4 − ln 2)² = ln² 2, as 7 for 3 does", () => {
  const losses = meanSquaredLogarithmicError(double([3, 7, 5]), double([1, 3, 5])).toTypedArray();
  [Math.LN2 ** 2, Math.LN2 ** 2, 0].forEach((expected, i) => expect(losses[i]).toBeCloseTo(expected, 15));
});

test("by hand: the slope is 2 ln(…)/(1 + p)", () => {
  const slope = grad((p) => meanSquaredLogarithmicError(p, double([1])).sum())(double([3]));
  expect(slope.toTypedArray()[0]).toBeCloseTo(Math.LN2 / 2, 15);
});

test("what is below 0 is refused", () => {
  expect(() => meanSquaredLogarithmicError(tensor([-1]), tensor([1]))).toThrow(
    new ValueError(
      "meanSquaredLogarithmicError: expected prediction 0 or above, received -1. " +
        "End the network with softplus or exponential.",
    ),
  );
});
