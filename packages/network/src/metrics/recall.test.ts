import { oneHot, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { recall } from "./recall.ts";

const labels = (numbers: number[]) => tensor(numbers, { dtype: "int32" });
const classes = oneHot(labels([0, 2, 1, 0, 0, 1]), 3, { dtype: "float64" });
const actual = labels([0, 1, 2, 0, 1, 2]);

test("the example of scikit-learn's documentation", () => {
  // Class 0: 2 of 2, classes 1 and 2: 0 of 2.
  for (const average of ["macro", "weighted", "micro"] as const) {
    expect(recall(classes, actual, { average }).item()).toBeCloseTo(1 / 3, 15);
  }
});

test("a single output: of three yes two are found", () => {
  const [prediction, target] = [tensor([0.9, 0.8, 0.7, 0.1]), tensor([1, 0, 1, 1])];
  expect(recall(prediction, target).item()).toBeCloseTo(2 / 3, 7);
  expect(recall(prediction, target, { threshold: 0.75 }).item()).toBeCloseTo(1 / 3, 7);
});

test("nothing to find gives 0", () => {
  expect(recall(tensor([0.9, 0.2]), tensor([0, 0])).item()).toBe(0);
});

test("an average that does not fit is refused", () => {
  expect(() => recall(classes, actual, { average: "binary" })).toThrow(ValueError);
});
