import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { explainedVariance } from "./explainedVariance.ts";

test("the example of scikit-learn's documentation", () => {
  const [prediction, target] = [tensor([2.5, 0, 2, 8], { dtype: "float64" }), tensor([3, -0.5, 2, 7], { dtype: "float64" })]; // prettier-ignore
  expect(explainedVariance(prediction, target).item()).toBeCloseTo(0.9571734475374732, 14);
  expect(explainedVariance(prediction.add(100), target).item()).toBeCloseTo(0.9571734475374732, 12);
});
