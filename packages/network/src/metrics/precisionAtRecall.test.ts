import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { precisionAtRecall } from "./precisionAtRecall.ts";

test("by hand: one of one, one of two, two of three, two of four", () => {
  const prediction = tensor([0.9, 0.7, 0.5, 0.3], { dtype: "float64" });
  const target = tensor([1, 0, 1, 0]);
  const at = (recall: number): number => precisionAtRecall(prediction, target, { recall }).item();
  expect([0, 0.5, 0.6, 1].map(at)).toEqual([1, 1, 2 / 3, 2 / 3]);
});
