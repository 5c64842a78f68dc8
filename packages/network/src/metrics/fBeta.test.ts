import { oneHot, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { fBeta } from "./fBeta.ts";

const labels = (numbers: number[]) => tensor(numbers, { dtype: "int32" });
const classes = oneHot(labels([0, 2, 1, 0, 0, 1]), 3, { dtype: "float64" });
const actual = labels([0, 1, 2, 0, 1, 2]);

test("the example of scikit-learn's documentation, β = ½", () => {
  // Class 0 has precision 2/3 and recall 1: 1.25 · (2/3) / (0.25 · 2/3 + 1) = 5/7.
  expect(fBeta(classes, actual, { beta: 0.5 }).item()).toBeCloseTo(5 / 21, 15);
  expect(fBeta(classes, actual, { beta: 0.5, average: "weighted" }).item()).toBeCloseTo(5 / 21, 15);
  expect(fBeta(classes, actual, { beta: 0.5, average: "micro" }).item()).toBeCloseTo(1 / 3, 15);
});

test("β = 0 is precision, a large β recall", () => {
  const [prediction, target] = [tensor([0.9, 0.8, 0.1]), tensor([1, 0, 0])];
  expect(fBeta(prediction, target, { beta: 0 }).item()).toBe(0.5);
  expect(fBeta(prediction, target, { beta: 1e4 }).item()).toBeCloseTo(1, 6);
});

test("0 / 0 is 0, with β = 0 too", () => {
  expect(fBeta(tensor([0.1, 0.2]), tensor([0, 1]), { beta: 0 }).item()).toBe(0);
});

test("a negative or infinite β is refused", () => {
  expect(() => fBeta(classes, actual, { beta: -1 })).toThrow(
    new ValueError("fBeta: expected beta to be a finite number, 0 or above, received -1. Pass 2, say."),
  );
  expect(() => fBeta(classes, actual, { beta: Infinity })).toThrow(ValueError);
});
