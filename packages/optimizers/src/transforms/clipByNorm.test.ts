import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { clipByNorm } from "./clipByNorm.ts";
import { contextOf, expectNear, float64, transformed } from "../internal/testing.ts";

test("by hand: [3, 4] has length 5", () => {
  expectNear(transformed(clipByNorm({ limit: 2.5 }), float64([3, 4])), [1.5, 2]);
  expect(transformed(clipByNorm({ limit: 6 }), float64([3, 4]))).toEqual([3, 4]);
});

test("zero stays zero, and each tensor has its own length", () => {
  const gradients = { a: float64([0, 0]), b: float64([[8]]) };
  const [clipped] = clipByNorm({ limit: 2 }).update(gradients, {}, contextOf(gradients));
  expect(clipped["a"]?.toArray()).toEqual([0, 0]);
  expect(clipped["b"]?.toArray()).toEqual([[2]]);
});

test("lengths whose square overflows float32 are still lengths", () => {
  const [x = 0, y = 0] = transformed(clipByNorm({ limit: 1 }), tensor([3e30, 4e30])) as number[];
  expect([x, y]).toEqual([expect.closeTo(0.6, 6), expect.closeTo(0.8, 6)]);
});

test("NaN and ∞ are not hidden", () => {
  expect(transformed(clipByNorm({ limit: 1 }), float64([1, NaN]))).toEqual([NaN, NaN]);
  expect(transformed(clipByNorm({ limit: 1 }), float64([1, Infinity]))).toEqual([NaN, NaN]);
});

test("a negative limit throws", () => {
  expect(() => clipByNorm({ limit: -1 })).toThrow(ValueError);
});
