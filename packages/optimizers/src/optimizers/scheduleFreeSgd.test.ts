import { type Schedule, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byWeight, contextOf, expectNear, float64, follow } from "../internal/testing.ts";
import { scheduleFreeSgd } from "./scheduleFreeSgd.ts";

test("by hand: z is −1 and −2, x is their mean −1 and −1.5, y lies at 0.9 between", () => {
  expectNear(follow(scheduleFreeSgd(), [0], [[1], [1]]), [[-1], [-1.55]]);
});

test("predicts with the average", () => {
  const optimizer = scheduleFreeSgd();
  let w = float64([0]);
  let state = optimizer.init({ w });
  for (const step of [1, 2, 3]) {
    const [updates, next] = optimizer.update({ w: float64([1]) }, state, contextOf({ w }, { step }));
    [w, state] = [w.add(updates["w"]!), next];
  }
  expectNear(optimizer.predictWith?.({ w }, state)["w"]?.toArray(), [-2]);
});

test("is the paper's rule with a warm-up and a decay, in plain numbers", () => {
  const rates = [0, 0.1, 0.2];
  const expected = byWeight((start) => {
    let [x, z, total, peak] = [start, start, 0, 0];
    return (y, g, t) => {
      const rate = rates[t - 1] ?? 0.2;
      peak = Math.max(peak, rate);
      total += peak ** 2;
      z -= rate * (g + 0.1 * y);
      const c = total > 0 ? peak ** 2 / total : 0;
      x = (1 - c) * x + c * z;
      return 0.2 * z + 0.8 * x;
    };
  });
  const rate: Schedule = (step) => step.mul(0.1).min(0.2);
  expectNear(along(scheduleFreeSgd({ rate, momentum: 0.8, decay: 0.1 })), expected);
});

test("a momentum of 1 throws", () => {
  expect(() => scheduleFreeSgd({ momentum: 1 })).toThrow(ValueError);
});
