import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { oneCycle } from "./oneCycle.ts";

test("by hand: up in two steps, down in six, and no further", () => {
  const schedule = oneCycle(1, { steps: 9, rise: 1 / 3, initial: 0.2, final: 0.4, shape: "linear" });
  expectNear(valuesAt(schedule, [0, 1, 2, 5, 8, 20]), [0.2, 0.6, 1, 0.7, 0.4, 0.4]);
});

test("by hand: along cosines half of the way is half of the height", () => {
  expectNear(valuesAt(oneCycle(1, { steps: 9, rise: 1 / 3 }), [0, 1, 2, 5]), [0.04, 0.52, 1, 0.5 + 2e-6]);
});

test("without a rise it begins at the peak", () => {
  expectNear(valuesAt(oneCycle(1, { steps: 3, rise: 0, final: 0, shape: "linear" }), [0, 1, 2]), [1, 0.5, 0]);
});

test("a course of one step, or one that only rises, throws", () => {
  expect(() => oneCycle(1, { steps: 1 })).toThrow(ValueError);
  expect(() => oneCycle(1, { steps: 5, rise: 1 })).toThrow(ValueError);
});
