import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { clipByValue } from "./clipByValue.ts";
import { float64, follow, transformed } from "../internal/testing.ts";

test("by hand, and NaN stays NaN", () => {
  expect(transformed(clipByValue({ limit: 2 }), float64([-5, -2, 1, 3, NaN]))).toEqual([-2, -2, 1, 2, NaN]);
});

test("the limit may be a schedule", () => {
  expect(follow(clipByValue({ limit: (step) => step.add(1) }), [0], [[-9], [-9]])).toEqual([[-1], [-3]]);
});

test("a limit of 0 throws", () => {
  expect(() => clipByValue({ limit: 0 })).toThrow(ValueError);
});
