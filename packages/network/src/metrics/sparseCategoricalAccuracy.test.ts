import { ShapeError, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { sparseCategoricalAccuracy } from "./sparseCategoricalAccuracy.ts";

const prediction = tensor([
  [3, -1, 2],
  [0, 1, 2],
  [-5, -4, -6],
]);
const labels = (numbers: number[]) => tensor(numbers, { dtype: "int32" });

test("by hand: the second of three rows is wrong", () => {
  expect(sparseCategoricalAccuracy(prediction, labels([0, 1, 1])).item()).toBeCloseTo(2 / 3, 7);
});

test("one-hot rows and labels out of range are refused", () => {
  expect(() => sparseCategoricalAccuracy(prediction, prediction)).toThrow(
    new ShapeError(
      "sparseCategoricalAccuracy: expected target to be labels, int32 [3], received float32 [3, 3]. " +
        "Cast or reshape it. Take categoricalAccuracy for one-hot rows.",
    ),
  );
  expect(() => sparseCategoricalAccuracy(prediction, labels([0, 1, -1]))).toThrow(ValueError);
});
