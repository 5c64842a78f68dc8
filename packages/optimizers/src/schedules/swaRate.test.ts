import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { linearDecay } from "./linearDecay.ts";
import { swaRate } from "./swaRate.ts";

test("by hand: leaves the schedule where it is at the start, and stays at the end", () => {
  const schedule = swaRate(linearDecay(1, { steps: 10 }), { start: 4, steps: 2, final: 0.4, shape: "linear" });
  expectNear(valuesAt(schedule, [0, 3, 4, 5, 6, 99]), [1, 0.7, 0.6, 0.5, 0.4, 0.4]);
});

test("by hand: along a cosine, from a constant", () => {
  const schedule = swaRate(1, { start: 1, steps: 4, final: 0 });
  expectNear(valuesAt(schedule, [1, 2, 3, 5]), [1, (1 + Math.SQRT1_2) / 2, 0.5, 0]);
});

test("a start before the first step throws", () => {
  expect(() => swaRate(1, { start: -1, final: 0.1 })).toThrow(ValueError);
});
