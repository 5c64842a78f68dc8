import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { squareplus } from "./squareplus.ts";

test("by hand: 0 ↦ 1, 3/2 ↦ 2, −3/2 ↦ ½; b = 9 makes 0 ↦ 3/2", () => {
  expect(squareplus(tensor([0, 1.5, -1.5], { dtype: "float64" })).toArray()).toEqual([1, 2, 0.5]);
  expect(squareplus(tensor(0), { b: 9 }).item()).toBe(1.5);
});

test("the slope at zero is ½", () => {
  expect(grad((x) => squareplus(x))(tensor(0)).item()).toBe(0.5);
});

test("far below zero it is −b/4x, not 0", () => {
  expect(squareplus(tensor(-1e6, { dtype: "float64" })).item()).toBeCloseTo(1e-6, 15);
});

test("b = 0, which would be relu, is refused", () => {
  expect(() => squareplus(tensor(1), { b: 0 })).toThrow(ValueError);
});
