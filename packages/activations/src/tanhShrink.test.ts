import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { tanhShrink } from "./tanhShrink.ts";

test("by hand: 0 ↦ 0, ln 2 ↦ ln 2 − 3/5, far out x − 1", () => {
  const [zero, near, far] = tanhShrink(tensor([0, Math.LN2, -100], { dtype: "float64" })).toTypedArray();
  expect(zero).toBe(0);
  expect(near).toBeCloseTo(Math.LN2 - 0.6, 15);
  expect(far).toBe(-99);
});
