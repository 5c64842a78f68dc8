import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { softmin } from "./softmin.ts";

test("by hand: (0, ln 2, ln 4) ↦ (4/7, 2/7, 1/7)", () => {
  const p = softmin(tensor([0, Math.LN2, Math.log(4)], { dtype: "float64" })).toTypedArray();
  [4 / 7, 2 / 7, 1 / 7].forEach((expected, i) => expect(p[i]).toBeCloseTo(expected, 15));
});

test("with axis 0 the columns", () => {
  expect(softmin(tensor([[5], [5]]), { axis: 0 }).toArray()).toEqual([[0.5], [0.5]]);
});
