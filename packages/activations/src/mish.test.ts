import { formula, grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { mish } from "./mish.ts";

test("by hand: tanh(ln(1 + eˣ)) is 3/5 at 0 ↦ 0, and 15/17 at ln 3", () => {
  const [zero, above] = mish(tensor([0, Math.log(3)], { dtype: "float64" })).toTypedArray();
  expect(zero).toBe(0);
  expect(above).toBeCloseTo((15 / 17) * Math.log(3), 15);
});

test("by hand: the slope at 0 is 3/5", () => {
  expect(grad(mish)(tensor(0, { dtype: "float64" })).item()).toBeCloseTo(0.6, 15);
});

test("reads as the paper writes it", () => {
  expect(formula(mish)).toBe("x·tanh(softplus(x))");
});
