import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { addDecayedWeights } from "./addDecayedWeights.ts";
import { contextOf, expectNear, float64, transformed } from "../internal/testing.ts";

test("by hand: 1 + 0.1 · 5", () => {
  expectNear(transformed(addDecayedWeights({ decay: 0.1 }), float64([1]), float64([5])), [1.5]);
});

test("a mask by rank spares the biases", () => {
  const parameters = { bias: float64([5]), kernel: float64([[5]]) };
  const gradients = { bias: float64([1]), kernel: float64([[1]]) };
  const decay = addDecayedWeights({ decay: 1, mask: (_, parameter) => parameter.rank > 1 });
  const [updates] = decay.update(gradients, {}, contextOf(parameters));
  expect(updates["bias"]?.toArray()).toEqual([1]);
  expect(updates["kernel"]?.toArray()).toEqual([[6]]);
});

test("a negative decay throws", () => {
  expect(() => addDecayedWeights({ decay: -1 })).toThrow(ValueError);
});
