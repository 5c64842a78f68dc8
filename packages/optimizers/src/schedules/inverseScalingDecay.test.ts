import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, valuesAt } from "../internal/testing.ts";
import { inverseScalingDecay } from "./inverseScalingDecay.ts";

test("by hand: half after three steps, with power 1 a quarter", () => {
  expectNear(valuesAt(inverseScalingDecay(0.1), [0, 3, 99]), [0.1, 0.05, 0.01]);
  expectNear(valuesAt(inverseScalingDecay(0.1, { power: 1 }), [3]), [0.025]);
});

test("a negative power throws", () => {
  expect(() => inverseScalingDecay(1, { power: -1 })).toThrow(ValueError);
});
