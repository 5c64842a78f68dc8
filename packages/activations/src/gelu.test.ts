import { formula } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { gelu } from "./gelu.ts";

test("from a table of Φ: Φ(1) = 0.841344746, Φ(−2) = 0.022750132", () => {
  const [zero, one, below] = gelu(tensor([0, 1, -2], { dtype: "float64" })).toTypedArray();
  expect(zero).toBe(0);
  expect(one).toBeCloseTo(0.841344746, 9);
  expect(below).toBeCloseTo(-2 * 0.022750132, 8);
});

test("reads as the paper writes it", () => {
  expect(formula(gelu)).toBe("x·Φ(x)");
});
