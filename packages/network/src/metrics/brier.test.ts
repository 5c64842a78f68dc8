import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { brier } from "./brier.ts";

test("the example of scikit-learn's documentation", () => {
  expect(brier(tensor([0.1, 0.9, 0.8, 0.3]), tensor([0, 1, 1, 0])).item()).toBeCloseTo(0.0375, 7);
});

test("of classes the sum over them, from one-hot rows and from labels", () => {
  const prediction = tensor([[0.5, 0.25, 0.25], [0, 1, 0]]); // prettier-ignore
  const score = ((0.5 ** 2 + 0.25 ** 2 + 0.75 ** 2) + 2) / 2; // prettier-ignore
  expect(brier(prediction, tensor([2, 0], { dtype: "int32" })).item()).toBe(score);
  expect(brier(prediction, tensor([[0, 0, 1], [1, 0, 0]])).item()).toBe(score); // prettier-ignore
});

test("scores are refused", () => {
  expect(() => brier(tensor([2.5]), tensor([1]))).toThrow(ValueError);
});
