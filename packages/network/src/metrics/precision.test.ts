import { oneHot, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { precision } from "./precision.ts";

const labels = (numbers: number[]) => tensor(numbers, { dtype: "int32" });
const classes = oneHot(labels([0, 2, 1, 0, 0, 1]), 3, { dtype: "float64" });
const actual = labels([0, 1, 2, 0, 1, 2]);

test("the example of scikit-learn's documentation", () => {
  // Class 0: 2 of 3, class 1: 0 of 2, class 2: 0 of 1.
  expect(precision(classes, actual).item()).toBeCloseTo(2 / 9, 15);
  expect(precision(classes, actual, { average: "macro" }).item()).toBeCloseTo(2 / 9, 15);
  expect(precision(classes, actual, { average: "weighted" }).item()).toBeCloseTo(2 / 9, 15);
  expect(precision(classes, actual, { average: "micro" }).item()).toBeCloseTo(1 / 3, 15);
});

test("a single output: of three yes two are right", () => {
  const [prediction, target] = [tensor([0.9, 0.8, 0.7, 0.1]), tensor([1, 0, 1, 1])];
  expect(precision(prediction, target).item()).toBeCloseTo(2 / 3, 7);
  expect(precision(prediction, target, { threshold: 0.75 }).item()).toBe(0.5);
  // Of one no none is right.
  expect(precision(prediction, target, { average: "macro" }).item()).toBeCloseTo(1 / 3, 7);
});

test("of two classes, binary is the score of the second", () => {
  const two = tensor([
    [0.1, 0.9],
    [0.2, 0.8],
    [0.3, 0.7],
    [0.9, 0.1],
  ]);
  expect(precision(two, labels([1, 0, 1, 1]), { average: "binary" }).item()).toBeCloseTo(2 / 3, 7);
});

test("nothing predicted gives 0", () => {
  expect(precision(tensor([0.1, 0.2]), tensor([1, 0])).item()).toBe(0);
});

test("classes that occur nowhere do not count in macro", () => {
  const right = oneHot(labels([0, 1]), 5);
  expect(precision(right, labels([0, 1])).item()).toBe(1);
});

test("an average that does not fit is refused", () => {
  expect(() => precision(classes, actual, { average: "binary" })).toThrow(
    new ValueError(
      'precision: expected average to be "macro", "weighted" or "micro" (or "binary" for two classes), ' +
        'received "binary" for 3 classes. Pass "macro".',
    ),
  );
  expect(() => precision(classes, actual, { average: "samples" as "macro" })).toThrow(ValueError);
});
