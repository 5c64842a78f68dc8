import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { warmupConstant } from "./warmupConstant.ts";

test("by hand: from 0, or from elsewhere, to the peak", () => {
  expectNear(valuesAt(warmupConstant(1, { steps: 4 }), [0, 1, 4, 9]), [0, 0.25, 1, 1]);
  expectNear(valuesAt(warmupConstant(1, { steps: 4, initial: 0.2 }), [0, 2]), [0.2, 0.6]);
});

test("no steps throw", () => {
  expect(() => warmupConstant(1, { steps: 0 })).toThrow(ValueError);
});
