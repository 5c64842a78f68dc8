import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { exponential } from "./exponential.ts";

test("by hand: 0 ↦ 1, ln 5 ↦ 5; beyond the floats ∞", () => {
  const [one, five, far] = exponential(tensor([0, Math.log(5), 1000], { dtype: "float64" })).toTypedArray();
  expect(one).toBe(1);
  expect(five).toBeCloseTo(5, 14);
  expect(far).toBe(Infinity);
});
