import { formula, grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { elu } from "./elu.ts";

test("by hand: −1 ↦ 1/e − 1, 0 ↦ 0, 2 ↦ 2", () => {
  const [below, zero, above] = elu(tensor([-1, 0, 2], { dtype: "float64" })).toTypedArray();
  expect(below).toBeCloseTo(1 / Math.E - 1, 15);
  expect(zero).toBe(0);
  expect(above).toBe(2);
});

test("alpha is the depth of the floor, and the slope at zero", () => {
  expect(elu(tensor(-200), { alpha: 0.5 }).item()).toBe(-0.5);
  expect(grad((x) => elu(x, { alpha: 0.5 }))(tensor(0)).item()).toBe(0.5);
});

test("reads as the paper writes it", () => {
  expect(formula(elu)).toBe("max(x, 0) + exp(min(x, 0)) − 1");
});
