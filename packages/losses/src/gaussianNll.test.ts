import { grad } from "@chainrule/compiler";
import { ShapeError, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { gaussianNll } from "./gaussianNll.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

// Means 1 and 3, variances 4 and 1.
const prediction = double([[1, 3, 4, 1]]);

test("by hand: ½(ln 4 + (5 − 1)²/4) and ½(ln 1 + (2 − 3)²/1)", () => {
  const losses = gaussianNll(prediction, double([[5, 2]]));
  expect(losses.shape).toEqual([1, 2]);
  expect(losses.toTypedArray()[0]).toBeCloseTo(Math.LN2 + 2, 15);
  expect(losses.toTypedArray()[1]).toBeCloseTo(0.5, 15);
});

test("by hand: the slopes are (m − y)/v and ½(1/v − (m − y)²/v²)", () => {
  const slopes = grad((p) => gaussianNll(p, double([[5, 2]])).sum())(prediction);
  expect(slopes.toArray()).toEqual([[-1, 1, -0.375, 0]]);
});

test("a variance of 0, an odd number of outputs and targets of another shape are refused", () => {
  expect(() => gaussianNll(double([[1, 0]]), double([[1]]))).toThrow(
    new ValueError(
      "gaussianNll: expected variances above 0, received 0. End the network with softplus or exponential for them.",
    ),
  );
  expect(() => gaussianNll(double([[1, 2, 3]]), double([[1]]))).toThrow(
    new ShapeError(
      "gaussianNll: expected prediction of shape […, 2·outputs]: means, then variances, received [1, 3]. " +
        "Give the last layer two units for each target.",
    ),
  );
  expect(() => gaussianNll(prediction, double([5, 2]))).toThrow(
    /^gaussianNll: expected target to have the shape of the means in prediction, \[1, 2\], received \[2\]\./,
  );
});
