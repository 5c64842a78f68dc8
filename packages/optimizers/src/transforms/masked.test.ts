import { expect, test } from "vitest";
import { adam } from "../optimizers/adam.ts";
import { contextOf, expectNear, float64 } from "../internal/testing.ts";
import { masked } from "./masked.ts";

test("the transform sees and remembers the picked parameters alone", () => {
  const parameters = { a: float64([1]), b: float64([1]) };
  const optimizer = masked(adam({ rate: 0.1, epsilon: 0 }), (name) => name === "a");
  const state = optimizer.init(parameters) as { "0": object };
  expect(Object.keys(state["0"])).toEqual(["a"]);

  const [updates] = optimizer.update({ a: float64([5]), b: float64([7]) }, state as never, contextOf(parameters));
  expect(Object.keys(updates)).toEqual(["a", "b"]);
  expectNear(updates["a"]?.toArray(), [-0.1]);
  expect(updates["b"]?.toArray()).toEqual([7]);
});
