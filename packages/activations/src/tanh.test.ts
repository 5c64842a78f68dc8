import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { tanh } from "./tanh.ts";

test("by hand: 0 ↦ 0, ln 2 ↦ 3/5, −ln 2 ↦ −3/5", () => {
  const [zero, high, low] = tanh(tensor([0, Math.LN2, -Math.LN2], { dtype: "float64" })).toTypedArray();
  expect(zero).toBe(0);
  expect(high).toBeCloseTo(0.6, 15);
  expect(low).toBeCloseTo(-0.6, 15);
});
