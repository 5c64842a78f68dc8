import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { specificityAtSensitivity } from "./specificityAtSensitivity.ts";

test("by hand: nobody above all scores, half of the yes from 0.8 on, all from 0.3 on", () => {
  const prediction = tensor([0, 0.3, 0.8, 0.3, 0.8], { dtype: "float64" });
  const target = tensor([0, 0, 0, 1, 1]);
  const at = (sensitivity: number): number => specificityAtSensitivity(prediction, target, { sensitivity }).item();
  expect([0, 0.5, 0.6, 1].map(at)).toEqual([1, 2 / 3, 1 / 3, 1 / 3]);
});
