import { DTypeError, oneHot, ShapeError, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { categoricalCrossentropy } from "./categoricalCrossentropy.ts";
import { sparseCategoricalCrossentropy } from "./sparseCategoricalCrossentropy.ts";

const prediction = tensor([
  [0.5, 0.25, 0.25],
  [0.125, 0.875, 0],
]);
const labels = (numbers: number[] | number[][]) => tensor(numbers, { dtype: "int32" });

test("by hand: one loss a row, −ln of the probability of its label", () => {
  const [first, second] = sparseCategoricalCrossentropy(prediction, labels([2, 0])).toTypedArray();
  expect(first).toBeCloseTo(Math.log(4), 6);
  expect(second).toBeCloseTo(Math.log(8), 6);
});

test("is categoricalCrossentropy with one-hot rows", () => {
  const dense = categoricalCrossentropy(prediction, oneHot(labels([1, 1]), 3));
  expect(sparseCategoricalCrossentropy(prediction, labels([1, 1])).toArray()).toEqual(dense.toArray());
});

test("a label out of range is refused", () => {
  expect(() => sparseCategoricalCrossentropy(prediction, labels([1, 3]))).toThrow(
    new ValueError(
      "sparseCategoricalCrossentropy: expected labels from 0 to 2, received 3. " +
        "Number the classes from 0, or give the last layer more units.",
    ),
  );
});

test("one-hot rows and columns of labels are refused", () => {
  expect(() => sparseCategoricalCrossentropy(prediction, prediction)).toThrow(
    "Take categoricalCrossentropy for one-hot",
  );
  expect(() => sparseCategoricalCrossentropy(prediction, tensor([1, 2]))).toThrow(
    new DTypeError(
      "sparseCategoricalCrossentropy: expected target int32, the number of a class, received float32. " +
        'Write tensor(…, { dtype: "int32" }) around the labels.',
    ),
  );
  expect(() => sparseCategoricalCrossentropy(prediction, labels([[1], [2]]))).toThrow(
    new ShapeError(
      "sparseCategoricalCrossentropy: expected target of shape [2], one label a row, received [2, 1]. " +
        "Reshape target with .reshape([2]), or take categoricalCrossentropy for one-hot rows.",
    ),
  );
});
