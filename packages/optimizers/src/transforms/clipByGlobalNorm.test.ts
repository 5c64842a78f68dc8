import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { clipByGlobalNorm } from "./clipByGlobalNorm.ts";
import { contextOf, expectNear, float64 } from "../internal/testing.ts";

const clip = (limit: number, a: number[], b: number[][]): unknown[] => {
  const gradients = { a: float64(a), b: float64(b) };
  const [clipped] = clipByGlobalNorm({ limit }).update(gradients, {}, contextOf(gradients));
  return [clipped["a"]?.toArray(), clipped["b"]?.toArray()];
};

test("by hand: 3, 0 and 4 together have length 5", () => {
  expectNear(clip(2.5, [3, 0], [[4]]), [[1.5, 0], [[2]]]);
  expectNear(clip(5, [3, 0], [[4]]), [[3, 0], [[4]]]);
});

test("a NaN anywhere shows everywhere", () => {
  expect(clip(1, [1, 2], [[NaN]])).toEqual([[NaN, NaN], [[NaN]]]);
});

test("a limit of 0 throws", () => {
  expect(() => clipByGlobalNorm({ limit: 0 })).toThrow(ValueError);
});
