import { formula, grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { meanSquaredError } from "./meanSquaredError.ts";

const target = tensor([1, 1, 1]);

test("by hand: errors 2, 0, −3 cost 4, 0, 9", () => {
  expect(meanSquaredError(tensor([3, 1, -2]), target).toArray()).toEqual([4, 0, 9]);
});

test("the slope is twice the error", () => {
  expect(grad((p) => meanSquaredError(p, target).sum())(tensor([3, 1, -2])).toArray()).toEqual([4, 0, -6]);
});

test("reads as a textbook writes it", () => {
  expect(formula(meanSquaredError, { names: ["p", "y"] })).toBe("(p − y)²");
});
