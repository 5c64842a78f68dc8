import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { sigmoid } from "./sigmoid.ts";

test("by hand: 0 ↦ ½, ln 3 ↦ ¾, −ln 3 ↦ ¼", () => {
  const [half, high, low] = sigmoid(tensor([0, Math.log(3), -Math.log(3)], { dtype: "float64" })).toTypedArray();
  expect(half).toBe(0.5);
  expect(high).toBeCloseTo(0.75, 15);
  expect(low).toBeCloseTo(0.25, 15);
});
