import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { pearson } from "./pearson.ts";

const target = tensor([1, 2, 3, 5], { dtype: "float64" });

test("a line is 1 or −1, whatever its shift and scale", () => {
  expect(pearson(target.mul(3).add(7), target).item()).toBeCloseTo(1, 14);
  expect(pearson(target.mul(-0.1), target).item()).toBeCloseTo(-1, 14);
});

test("by hand; of several outputs the mean; 0 for one that never changes", () => {
  const prediction = tensor([2, 1, 3, 4], { dtype: "float64" });
  // Covariance 1.375, variances 1.25 and 2.1875.
  const expected = 1.375 / Math.sqrt(1.25 * 2.1875);
  expect(pearson(prediction, target).item()).toBeCloseTo(expected, 14);
  const both = tensor([[2, 5], [1, 5], [3, 5], [4, 5]], { dtype: "float64" }); // prettier-ignore
  const twice = tensor([[1, 1], [2, 2], [3, 3], [5, 5]], { dtype: "float64" }); // prettier-ignore
  expect(pearson(both, twice).item()).toBeCloseTo(expected / 2, 14);
});
