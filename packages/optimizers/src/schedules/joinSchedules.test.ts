import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { joinSchedules } from "./joinSchedules.ts";
import { linearDecay } from "./linearDecay.ts";

test("by hand: each begins to count when its turn comes", () => {
  const schedule = joinSchedules([0.5, linearDecay(1, { steps: 2 }), 7], { boundaries: [2, 4] });
  expectNear(valuesAt(schedule, [0, 1, 2, 3, 4, 9]), [0.5, 0.5, 1, 0.5, 7, 7]);
});

test("a schedule too few throws", () => {
  expect(() => joinSchedules([1], { boundaries: [3] })).toThrow(ValueError);
  expect(() => joinSchedules([1, 2, 3], { boundaries: [3, 3] })).toThrow(ValueError);
});
