import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { concordance } from "./concordance.ts";
import { pearson } from "./pearson.ts";

const target = tensor([1, 2, 3, 5], { dtype: "float64" });

test("1 only for what is equal: a shift and a scale cost", () => {
  expect(concordance(target, target).item()).toBe(1);
  // Shifted by 1: 2·2.1875 / (2.1875 + 2.1875 + 1).
  expect(concordance(target.add(1), target).item()).toBeCloseTo(4.375 / 5.375, 14);
  expect(concordance(target.mul(2), target).item()).toBeLessThan(0.6);
});

test("never beyond the correlation", () => {
  const prediction = tensor([2, 1, 3, 4], { dtype: "float64" });
  expect(concordance(prediction, target).item()).toBeLessThan(pearson(prediction, target).item());
});

test("one and the same number throughout: 1; another one: 0", () => {
  expect(concordance(tensor([2, 2]), tensor([2, 2])).item()).toBe(1);
  expect(concordance(tensor([3, 3]), tensor([2, 2])).item()).toBe(0);
});
