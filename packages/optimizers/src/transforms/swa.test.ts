import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { contextOf, expectNear, float64 } from "../internal/testing.ts";
import { sgd } from "../optimizers/sgd.ts";
import { chain } from "./chain.ts";
import { swa } from "./swa.ts";

/** What is trained and what is predicted with, after each step of 1. */
function course(average: ReturnType<typeof swa>, steps: number): unknown[] {
  const optimizer = chain(sgd({ rate: 1 }), average);
  let w = float64([0]);
  let state = optimizer.init({ w });
  return Array.from({ length: steps }, (_, index) => {
    const [updates, next] = optimizer.update({ w: float64([-1]) }, state, contextOf({ w }, { step: index + 1 }));
    [w, state] = [w.add(updates["w"]!), next];
    return [w.item(), optimizer.predictWith?.({ w }, state)["w"]?.item()];
  });
}

test("by hand: from step 2 on all weights are averaged", () => {
  expectNear(course(swa({ start: 2 }), 4), [
    [1, 1],
    [2, 2],
    [3, 2.5],
    [4, 3],
  ]);
});

test("by hand: weights 2 and 5 are averaged, every third", () => {
  expectNear(course(swa({ start: 2, every: 3 }), 6), [
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
    [5, 3.5],
    [6, 3.5],
  ]);
});

test("a start before the first step throws", () => {
  expect(() => swa({ start: 0 })).toThrow(ValueError);
});
