import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { hardSigmoid } from "./hardSigmoid.ts";

test("by hand: −4 ↦ 0, 0 ↦ ½, 1.5 ↦ ¾, 4 ↦ 1", () => {
  expect(hardSigmoid(tensor([-4, 0, 1.5, 4])).toArray()).toEqual([0, 0.5, 0.75, 1]);
});

test("Keras 2 meant 0.2x + 0.5, which is this at 1.2x", () => {
  const x = tensor([-3, -1, 0.5, 2.4, 4], { dtype: "float64" });
  const older = x.mul(0.2).add(0.5).max(0).min(1).toTypedArray();
  hardSigmoid(x.mul(1.2))
    .toTypedArray()
    .forEach((y, i) => expect(y).toBeCloseTo(older[i]!, 15));
});
