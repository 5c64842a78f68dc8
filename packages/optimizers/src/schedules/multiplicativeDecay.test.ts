import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { multiplicativeDecay } from "./multiplicativeDecay.ts";

test("by hand: 1 / 1!, 1 / 2!, 1 / 3!, and no further", () => {
  const schedule = multiplicativeDecay(1, { factor: (step) => step.reciprocal(), steps: 3 });
  expectNear(valuesAt(schedule, [0, 1, 2, 3, 4]), [1, 1, 1 / 2, 1 / 6, 1 / 6]);
});

test("no steps throw", () => {
  expect(() => multiplicativeDecay(1, { factor: (step) => step, steps: 0 })).toThrow(ValueError);
});
