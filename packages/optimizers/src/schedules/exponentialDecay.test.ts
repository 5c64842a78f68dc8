import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { exponentialDecay } from "./exponentialDecay.ts";
import { expectNear, valuesAt } from "../internal/testing.ts";

test("by hand: a quarter after four steps, a half after two", () => {
  expectNear(valuesAt(exponentialDecay(8, { factor: 0.25, every: 4 }), [0, 2, 4, 8]), [8, 4, 2, 0.5]);
});

test("a factor above 1 throws", () => {
  expect(() => exponentialDecay(1, { factor: 1.1 })).toThrow(ValueError);
});
