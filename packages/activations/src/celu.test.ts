import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { celu } from "./celu.ts";

test("by hand: −1 ↦ 1/e − 1, 2 ↦ 2; with alpha 2 −2 ↦ 2/e − 2", () => {
  const double = (x: number) => tensor(x, { dtype: "float64" });
  expect(celu(double(-1)).item()).toBeCloseTo(1 / Math.E - 1, 15);
  expect(celu(double(2)).item()).toBe(2);
  expect(celu(double(-2), { alpha: 2 }).item()).toBeCloseTo(2 / Math.E - 2, 15);
});

test("the slope at zero is 1 whatever alpha is", () => {
  expect(grad((x) => celu(x, { alpha: 0.3 }))(tensor(0)).item()).toBe(1);
});

test("alpha 0 is refused", () => {
  expect(() => celu(tensor(1), { alpha: 0 })).toThrow(
    new ValueError("celu: expected alpha to be a finite number above 0, received 0. Pass for example 1."),
  );
});
