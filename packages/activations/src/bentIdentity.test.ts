import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { bentIdentity } from "./bentIdentity.ts";

test("by hand: 0 ↦ 0, 3/4 ↦ 7/8, −3/4 ↦ −5/8", () => {
  expect(bentIdentity(tensor([0, 0.75, -0.75], { dtype: "float64" })).toArray()).toEqual([0, 0.875, -0.625]);
});

test("by hand: the slope is 1 at 0, 1.3 at 3/4, 0.7 at −3/4", () => {
  const slopes = grad((x) => bentIdentity(x).sum())(tensor([0, 0.75, -0.75], { dtype: "float64" })).toTypedArray();
  [1, 1.3, 0.7].forEach((expected, i) => expect(slopes[i]).toBeCloseTo(expected, 15));
});
