import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { contextOf, expectNear, float64, follow } from "../internal/testing.ts";
import { asgd } from "./asgd.ts";

test("by hand: decay 1 and rate 0.5 take half of the weight, then 0.5 / 1.5 of it", () => {
  const optimizer = asgd({ rate: 0.5, decay: 1, power: 1 });
  expectNear(follow(optimizer, [2], [[0], [0]]), [[1], [1 - 1 / 3]]);
});

test("predicts with the mean of the weights: from the third step after the start both count half", () => {
  const optimizer = asgd({ rate: 1, decay: 0, start: 1 });
  let w = float64([0]);
  let state = optimizer.init({ w });
  const used = [-1, -1, -4, -2].map((gradient, index) => {
    const [updates, next] = optimizer.update({ w: float64([gradient]) }, state, contextOf({ w }, { step: index + 1 }));
    [w, state] = [w.add(updates["w"]!), next];
    return optimizer.predictWith?.({ w }, state)["w"]?.toArray();
  });
  // w is 1, 2, 6, 8, and max(1, t − start) before each step 1, 1, 1, 2.
  expectNear(used, [[1], [2], [6], [7]]);
});

test("a negative rate throws", () => {
  expect(() => asgd({ rate: -1 })).toThrow(ValueError);
});
