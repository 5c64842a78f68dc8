import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dice } from "./dice.ts";
import { tversky } from "./tversky.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

const prediction = double([[0.5, 0.5, 0, 1]]);
const target = double([[1, 0, 0, 1]]);

test("by hand: found 1.5, wrong 0.5, missed 0.5: 1 − 2.5/3; with beta 2 1 − 2.5/3.75", () => {
  expect(tversky(prediction, target).item()).toBeCloseTo(1 - 2.5 / 3, 15);
  expect(tversky(prediction, target, { beta: 2 }).item()).toBeCloseTo(1 - 2.5 / 3.75, 15);
});

test("is dice with twice its smoothing", () => {
  expect(tversky(prediction, target).item()).toBeCloseTo(dice(prediction, target, { smoothing: 2 }).item(), 15);
});

test("a negative weight is refused", () => {
  expect(() => tversky(prediction, target, { alpha: -1 })).toThrow(ValueError);
});
