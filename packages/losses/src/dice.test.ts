import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dice } from "./dice.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

const prediction = double([
  [0.5, 0.5, 0, 1],
  [0, 0, 0, 0],
]);
const target = double([
  [1, 0, 0, 1],
  [0, 0, 0, 0],
]);

test("by hand: 1 − (2·1.5 + 1)/(2 + 2 + 1) = 0.2; an empty mask predicted as empty costs 0", () => {
  const [first, second] = dice(prediction, target).toTypedArray();
  expect(first).toBeCloseTo(0.2, 15);
  expect(second).toBe(0);
});

test("without much smoothing it is 1 − 2·overlap/(both)", () => {
  expect(dice(prediction, target, { smoothing: 1e-12 }).toTypedArray()[0]).toBeCloseTo(1 - 3 / 4, 11);
});

test("a smoothing of 0 is refused", () => {
  expect(() => dice(prediction, target, { smoothing: 0 })).toThrow(ValueError);
});
