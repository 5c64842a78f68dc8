import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, float64, transformed } from "../internal/testing.ts";
import { adaptiveGradClip } from "./adaptiveGradClip.ts";

test("by hand: each column is a unit: [3, 4] of weights allows a length of 0.5, [0, 1] of 0.1", () => {
  const weights = float64([
    [3, 0],
    [4, 1],
  ]);
  const gradients = float64([
    [6, 0.06],
    [8, 0.08],
  ]);
  expectNear(transformed(adaptiveGradClip({ limit: 0.1 }), gradients, weights), [
    [0.3, 0.06],
    [0.4, 0.08],
  ]);
});

test("a vector is one unit, and weights of 0 count as the smallest", () => {
  expectNear(transformed(adaptiveGradClip({ limit: 0.1 }), float64([3, 4]), float64([6, 8])), [0.6, 0.8]);
  expectNear(
    transformed(adaptiveGradClip({ limit: 0.1, smallest: 1 }), float64([3, 4]), float64([0, 0])),
    [0.06, 0.08],
  );
});

test("a gradient of 0 stays 0, NaN stays NaN, and lengths whose square overflows float32 are still lengths", () => {
  expect(transformed(adaptiveGradClip(), float64([0, 0]), float64([1, 1]))).toEqual([0, 0]);
  expect(transformed(adaptiveGradClip(), float64([NaN, 1]), float64([1, 1]))).toEqual([NaN, 1]);
  const [x = 0] = transformed(adaptiveGradClip({ limit: 1 }), tensor([3e30, 4e30]), tensor([1])) as number[];
  expect(x).toBeCloseTo(0.6, 6);
});

test("a limit of 0 throws", () => {
  expect(() => adaptiveGradClip({ limit: 0 })).toThrow(ValueError);
});
