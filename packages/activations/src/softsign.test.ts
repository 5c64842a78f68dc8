import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { softsign } from "./softsign.ts";

test("by hand: 1 ↦ ½, −1 ↦ −½, 3 ↦ ¾, 0.25 ↦ 0.2", () => {
  expect(softsign(tensor([0, 1, -1, 3, 0.25], { dtype: "float64" })).toArray()).toEqual([0, 0.5, -0.5, 0.75, 0.2]);
});

test("by hand: the slope is 1 at 0, ¼ at ±1, and 1/16 at 3", () => {
  const slopes = grad((x) => softsign(x).sum())(tensor([0, 1, -1, 3], { dtype: "float64" }));
  expect(slopes.toArray()).toEqual([1, 0.25, 0.25, 0.0625]);
});

test("the slope far out keeps its digits", () => {
  expect(grad(softsign)(tensor(1e10)).item()).toBeCloseTo(1e-20, 26);
});
