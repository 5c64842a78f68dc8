import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { polynomialDecay } from "./polynomialDecay.ts";
import { warmup } from "./warmup.ts";

test("by hand: rises by quarters to the value", () => {
  expectNear(valuesAt(warmup(0.4, { steps: 3 }), [0, 1, 2, 3, 4]), [0.1, 0.2, 0.3, 0.4, 0.4]);
});

test("then follows the schedule from its start", () => {
  const schedule = warmup(polynomialDecay(1, { steps: 4 }), { steps: 1 });
  expectNear(valuesAt(schedule, [0, 1, 2, 3, 5]), [0.5, 1, 0.75, 0.5, 0]);
});

test("no steps throw", () => {
  expect(() => warmup(1, { steps: 0 })).toThrow(ValueError);
});
