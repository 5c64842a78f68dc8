import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { softplus } from "./softplus.ts";

test("by hand: 0 ↦ ln 2, ln(e − 1) ↦ 1, 100 ↦ 100", () => {
  const [zero, one, far] = softplus(tensor([0, Math.log(Math.E - 1), 100], { dtype: "float64" })).toTypedArray();
  expect(zero).toBeCloseTo(Math.LN2, 15);
  expect(one).toBeCloseTo(1, 15);
  expect(far).toBe(100);
});
