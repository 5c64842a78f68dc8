import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { contextOf, expectNear, float64, follow } from "../internal/testing.ts";
import { sgd } from "../optimizers/sgd.ts";
import { lookahead } from "./lookahead.ts";

test("by hand: after two steps of 1 the weights go back half of the way", () => {
  const steps = follow(lookahead(sgd({ rate: 1 }), { every: 2 }), [0], [[1], [1], [1], [1]]);
  expectNear(steps, [[-1], [-1], [-2], [-2]]);
});

test("predicts with the slow weights", () => {
  const optimizer = lookahead(sgd({ rate: 1 }), { every: 2 });
  const w = float64([5]);
  const [, state] = optimizer.update({ w: float64([1]) }, optimizer.init({ w }), contextOf({ w }));
  expect(optimizer.predictWith?.({ w: float64([4]) }, state)["w"]?.toArray()).toEqual([5]);
});

test("a share of 0 throws", () => {
  expect(() => lookahead(sgd(), { share: 0 })).toThrow(ValueError);
});
