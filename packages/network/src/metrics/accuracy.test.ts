import { DTypeError, ShapeError, slice, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { accuracy } from "./accuracy.ts";
import { binaryAccuracy } from "./binaryAccuracy.ts";
import { categoricalAccuracy } from "./categoricalAccuracy.ts";
import { sparseCategoricalAccuracy } from "./sparseCategoricalAccuracy.ts";

const classes = tensor([
  [0.5, 0.3, 0.2],
  [0.1, 0.6, 0.3],
  [0.3, 0.3, 0.4],
  [0.9, 0.1, 0],
]);
const rows = tensor([
  [1, 0, 0],
  [0, 1, 0],
  [0, 1, 0],
  [1, 0, 0],
]);
const labels = tensor([0, 1, 1, 0], { dtype: "int32" });

test("classes: one-hot rows or labels", () => {
  expect(accuracy(classes, rows).item()).toBe(0.75);
  expect(accuracy(classes, rows).item()).toBe(categoricalAccuracy(classes, rows).item());
  expect(accuracy(classes, labels).item()).toBe(sparseCategoricalAccuracy(classes, labels).item());
});

test("a single output: yes or no", () => {
  const [chances, truth] = [tensor([[0.9], [0.2], [0.4], [0.3]]), tensor([[1], [0], [1], [0]])];
  expect(accuracy(chances, truth).item()).toBe(0.75);
  expect(accuracy(chances, truth, { threshold: 0.35 }).item()).toBe(1);
  expect(accuracy(chances.reshape([4]), truth.reshape([4])).item()).toBe(binaryAccuracy(chances, truth).item());
});

test("a single output takes 0 and 1 of any dtype", () => {
  const chances = tensor([0.9, 0.2]);
  expect(accuracy(chances, tensor([true, true])).item()).toBe(0.5);
  expect(accuracy(chances, tensor([1, 0], { dtype: "int32" })).item()).toBe(1);
});

test("rows may have more than one axis before the classes", () => {
  expect(accuracy(classes.reshape([2, 2, 3]), labels.reshape([2, 2])).item()).toBe(0.75);
  expect(accuracy(classes.reshape([2, 2, 3]), rows.reshape([2, 2, 3])).item()).toBe(0.75);
});

test("a target that is none of these is refused", () => {
  expect(() => accuracy(classes, labels.cast("float32"))).toThrow(
    new DTypeError(
      "accuracy: expected target to be labels, int32 [4], received float32 [4]. " +
        "Cast or reshape it. One-hot rows have the shape [4, 3].",
    ),
  );
  expect(() => accuracy(classes, labels.reshape([4, 1]))).toThrow(ShapeError);
  expect(() => accuracy(slice(classes, -1, 0, 1), labels)).toThrow(
    "accuracy: expected target to have the shape of prediction, [4, 1], received [4].",
  );
});

test("labels out of range and NaN are refused", () => {
  expect(() => accuracy(classes, labels.add(2))).toThrow(
    new ValueError(
      "accuracy: expected labels from 0 to 2, received 3. " +
        "Number the classes from 0, or give the last layer more units.",
    ),
  );
  expect(() => accuracy(classes.mul(NaN), rows)).toThrow(
    new ValueError(
      "accuracy: expected numbers as prediction, received NaN. Look for NaN in the inputs and in the weights.",
    ),
  );
});
