import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { polynomialDecay } from "./polynomialDecay.ts";

test("by hand: power 1 is a straight line, power 2 bends", () => {
  expectNear(valuesAt(polynomialDecay(1, { steps: 4 }), [0, 1, 2, 4, 9]), [1, 0.75, 0.5, 0, 0]);
  expectNear(valuesAt(polynomialDecay(5, { steps: 4, final: 1, power: 2 }), [0, 2, 4]), [5, 2, 1]);
});

test("a power of 0 throws", () => {
  expect(() => polynomialDecay(1, { steps: 4, power: 0 })).toThrow(ValueError);
});
