import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { logSigmoid } from "./logSigmoid.ts";

test("by hand: 0 ↦ ln ½, ln 3 ↦ ln ¾; finite where the sigmoid is 0", () => {
  const [half, high, low] = logSigmoid(tensor([0, Math.log(3), -1000], { dtype: "float64" })).toTypedArray();
  expect(half).toBeCloseTo(Math.log(1 / 2), 15);
  expect(high).toBeCloseTo(Math.log(3 / 4), 15);
  expect(low).toBe(-1000);
});
