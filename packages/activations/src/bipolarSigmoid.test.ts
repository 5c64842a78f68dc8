import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { bipolarSigmoid } from "./bipolarSigmoid.ts";

test("by hand: 0 ↦ 0, ln 3 ↦ ½, −ln 3 ↦ −½", () => {
  const [zero, high, low] = bipolarSigmoid(tensor([0, Math.log(3), -Math.log(3)], { dtype: "float64" })).toTypedArray();
  expect(zero).toBe(0);
  expect(high).toBeCloseTo(0.5, 15);
  expect(low).toBeCloseTo(-0.5, 15);
});
