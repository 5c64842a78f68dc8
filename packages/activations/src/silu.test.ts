import { formula } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { silu } from "./silu.ts";

test("by hand: 0 ↦ 0, ln 3 ↦ ¾ ln 3, −ln 3 ↦ −¼ ln 3", () => {
  const [zero, above, below] = silu(tensor([0, Math.log(3), -Math.log(3)], { dtype: "float64" })).toTypedArray();
  expect(zero).toBe(0);
  expect(above).toBeCloseTo(0.75 * Math.log(3), 15);
  expect(below).toBeCloseTo(-0.25 * Math.log(3), 15);
});

test("reads as the paper writes it", () => {
  expect(formula(silu)).toBe("x·sigmoid(x)");
});
