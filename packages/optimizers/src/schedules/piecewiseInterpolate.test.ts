import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { piecewiseInterpolate } from "./piecewiseInterpolate.ts";

test("by hand: up in two steps, down in four, and no further", () => {
  const schedule = piecewiseInterpolate([0, 1, 0.2], { boundaries: [2, 6] });
  expectNear(valuesAt(schedule, [0, 1, 2, 3, 4, 6, 9]), [0, 0.5, 1, 0.8, 0.6, 0.2, 0.2]);
});

test("by hand: a quarter of a cosine's way is (1 − √½) / 2", () => {
  const schedule = piecewiseInterpolate([0, 1], { boundaries: [4], shape: "cosine" });
  expectNear(valuesAt(schedule, [1, 2]), [(1 - Math.SQRT1_2) / 2, 0.5]);
});

test("a value too few, or a shape that is unknown, throws", () => {
  expect(() => piecewiseInterpolate([1], { boundaries: [3] })).toThrow(ValueError);
  expect(() => piecewiseInterpolate([1, 2], { boundaries: [3], shape: "square" as "cosine" })).toThrow(ValueError);
});
