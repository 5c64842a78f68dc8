import { formula, grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { halfSquaredError } from "./halfSquaredError.ts";

const target = tensor([1, 1, 1]);

test("by hand: errors 2, 0, −3 cost 2, 0, 4.5", () => {
  expect(halfSquaredError(tensor([3, 1, -2]), target).toArray()).toEqual([2, 0, 4.5]);
});

test("the slope is the error", () => {
  expect(grad((p) => halfSquaredError(p, target).sum())(tensor([3, 1, -2])).toArray()).toEqual([2, 0, -3]);
});

test("Mazur's example: outputs 0.75136507 and 0.772928465 for 0.01 and 0.99 cost 0.298371109", () => {
  const output = tensor([0.75136507, 0.772928465], { dtype: "float64" });
  const total = halfSquaredError(output, tensor([0.01, 0.99], { dtype: "float64" })).sum();
  expect(total.item()).toBeCloseTo(0.298371109, 8);
});

test("reads as a textbook writes it", () => {
  expect(formula(halfSquaredError, { names: ["p", "y"] })).toBe("0.5(p − y)²");
});
