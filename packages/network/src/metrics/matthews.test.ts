import { range, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { matthews } from "./matthews.ts";

test("the example of scikit-learn's documentation", () => {
  const [prediction, target] = [tensor([1, 0, 1, 1], { dtype: "float64" }), tensor([1, 1, 1, 0])];
  expect(matthews(prediction, target).item()).toBeCloseTo(-1 / 3, 15);
});

test("the ends: 1, −1, and 0 for one answer to everything", () => {
  const target = tensor([1, 0, 1, 0]);
  expect(matthews(target, target).item()).toBeCloseTo(1, 6);
  expect(matthews(target.neg().add(1), target).item()).toBeCloseTo(-1, 6);
  expect(matthews(tensor([1, 1, 1, 1]), target).item()).toBe(0);
});

test("many rows keep their digits in float32", () => {
  const rows = range(40_000, { dtype: "float32" });
  const [prediction, target] = [rows.greater(9_999).cast("float32"), rows.greater(19_999).cast("float32")];
  // Of 10,000 true no, 10,000 false yes and 20,000 true yes: (10·20 − 10·0) / √(30·20·20·10).
  expect(matthews(prediction, target).item()).toBeCloseTo(200 / Math.sqrt(120_000), 6);
});
