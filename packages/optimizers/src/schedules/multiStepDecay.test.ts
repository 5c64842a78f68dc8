import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { multiStepDecay } from "./multiStepDecay.ts";

test("by hand: one factor at each milestone", () => {
  const schedule = multiStepDecay(1, { milestones: [2, 3], factor: 0.5 });
  expectNear(valuesAt(schedule, [0, 1, 2, 3, 4]), [1, 1, 0.5, 0.25, 0.25]);
});

test("milestones that do not rise throw", () => {
  expect(() => multiStepDecay(1, { milestones: [3, 2] })).toThrow(ValueError);
});
