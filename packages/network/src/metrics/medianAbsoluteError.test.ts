import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { medianAbsoluteError } from "./medianAbsoluteError.ts";

test("the examples of scikit-learn's documentation: even, and two outputs", () => {
  expect(medianAbsoluteError(tensor([2.5, 0, 2, 8]), tensor([3, -0.5, 2, 7])).item()).toBe(0.5);
  const prediction = tensor([[0, 2], [-1, 2], [8, -5]]); // prettier-ignore
  const target = tensor([[0.5, 1], [-1, 1], [7, -6]]); // prettier-ignore
  expect(medianAbsoluteError(prediction, target).item()).toBe(0.75);
});

test("the one in the middle, or the mean of two: outliers do not count", () => {
  const of = (...errors: number[]): number => medianAbsoluteError(tensor(errors), tensor(errors.map(() => 0))).item();
  expect([of(7), of(1, 3), of(-1, 1e9, 2), of(4, -1, 2, 1e9)]).toEqual([7, 2, 2, 3]);
});
