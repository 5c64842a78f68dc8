import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { warmupCosine } from "./warmupCosine.ts";

test("by hand: up in two steps, along a cosine down in the four that remain", () => {
  const schedule = warmupCosine(1, { warmup: 2, steps: 6, final: 0.2 });
  expectNear(valuesAt(schedule, [0, 1, 2, 4, 6, 9]), [0, 0.5, 1, 0.6, 0.2, 0.2]);
});

test("nothing left after the rise throws", () => {
  expect(() => warmupCosine(1, { warmup: 5, steps: 5 })).toThrow(ValueError);
});
