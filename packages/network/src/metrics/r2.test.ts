import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { r2 } from "./r2.ts";

const float64 = (data: number[] | number[][]) => tensor(data, { dtype: "float64" });

test("the examples of scikit-learn's documentation", () => {
  expect(r2(float64([2.5, 0, 2, 8]), float64([3, -0.5, 2, 7])).item()).toBeCloseTo(0.9486081370449679, 15);
  expect(r2(float64([2, 2, 2]), float64([1, 2, 3])).item()).toBe(0);
  expect(r2(float64([3, 2, 1]), float64([1, 2, 3])).item()).toBe(-3);
});

test("several outputs: the mean", () => {
  const [prediction, target] = [
    float64([
      [1, 3],
      [2, 2],
      [3, 1],
    ]),
    float64([
      [1, 1],
      [2, 2],
      [3, 3],
    ]),
  ];
  expect(r2(prediction, target).item()).toBe((1 - 3) / 2);
});

test("a target that never changes: 1 if hit, else 0", () => {
  expect(r2(float64([2, 2]), float64([2, 2])).item()).toBe(1);
  expect(r2(float64([2, 3]), float64([2, 2])).item()).toBe(0);
});
