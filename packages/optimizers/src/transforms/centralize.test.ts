import { expect, test } from "vitest";
import { centralize } from "./centralize.ts";
import { float64, transformed } from "../internal/testing.ts";

test("by hand: the weights into each unit, a column, sum to zero", () => {
  expect(
    transformed(
      centralize(),
      float64([
        [1, 10],
        [3, 30],
      ]),
    ),
  ).toEqual([
    [-1, -10],
    [1, 10],
  ]);
});

test("biases pass unchanged", () => {
  expect(transformed(centralize(), float64([1, 2]))).toEqual([1, 2]);
  expect(transformed(centralize(), float64(3))).toBe(3);
});
