import { oneHot, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { f1 } from "./f1.ts";

const labels = (numbers: number[]) => tensor(numbers, { dtype: "int32" });
const classes = oneHot(labels([0, 2, 1, 0, 0, 1]), 3, { dtype: "float64" });
const actual = labels([0, 1, 2, 0, 1, 2]);

test("the example of scikit-learn's documentation", () => {
  // Class 0 has precision 2/3 and recall 1, the others 0: 4/5, 0, 0.
  expect(f1(classes, actual).item()).toBeCloseTo(4 / 15, 15);
  expect(f1(classes, actual, { average: "weighted" }).item()).toBeCloseTo(4 / 15, 15);
  expect(f1(classes, actual, { average: "micro" }).item()).toBeCloseTo(1 / 3, 15);
});

test("a single output: precision ½, recall 1", () => {
  expect(f1(tensor([0.9, 0.8, 0.1]), tensor([1, 0, 0])).item()).toBeCloseTo(2 / 3, 7);
});

test("neither predicted nor true gives 0", () => {
  expect(f1(tensor([0.1, 0.2]), tensor([0, 0])).item()).toBe(0);
});

test("errors say who speaks", () => {
  expect(() => f1(classes, actual, { average: "binary" })).toThrow(ValueError);
  expect(() => f1(classes, actual, { average: "binary" })).toThrow(/^f1: expected average/);
});
