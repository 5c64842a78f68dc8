import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { warmupExponential } from "./warmupExponential.ts";

test("by hand: up in two steps, then half at each, but not below the last", () => {
  const schedule = warmupExponential(1, { warmup: 2, factor: 0.5, final: 0.2 });
  expectNear(valuesAt(schedule, [0, 1, 2, 3, 4, 5]), [0, 0.5, 1, 0.5, 0.25, 0.2]);
});

test("a factor of 0 throws", () => {
  expect(() => warmupExponential(1, { warmup: 2, factor: 0 })).toThrow(ValueError);
});
