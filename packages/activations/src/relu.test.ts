import { formula, grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { relu } from "./relu.ts";

test("by hand: −2 ↦ 0, 0 ↦ 0, 3 ↦ 3", () => {
  expect(relu(tensor([-2, 0, 3])).toArray()).toEqual([0, 0, 3]);
});

test("the slope at zero is 0", () => {
  expect(grad((x) => relu(x).sum())(tensor([-2, 0, 3])).toArray()).toEqual([0, 0, 1]);
});

test("reads as the paper writes it", () => {
  expect(formula(relu)).toBe("max(x, 0)");
});
