import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { recallAtPrecision } from "./recallAtPrecision.ts";

test("by hand: one of two with precision 1, both with 2/3; none where no threshold has it", () => {
  const target = tensor([1, 0, 1, 0]);
  const at = (precision: number, scores: number[]): number =>
    recallAtPrecision(tensor(scores, { dtype: "float64" }), target, { precision }).item();
  expect([0.5, 2 / 3, 0.7, 1].map((precision) => at(precision, [0.9, 0.7, 0.5, 0.3]))).toEqual([1, 1, 0.5, 0.5]);
  expect(at(0.9, [0.1, 0.9, 0.2, 0.8])).toBe(0);
});
