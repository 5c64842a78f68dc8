import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, follow } from "../internal/testing.ts";
import { sgd } from "./sgd.ts";

test("by hand: 1 − 0.5 · 0.4 = 0.8", () => {
  expectNear(follow(sgd({ rate: 0.5 }), [1, -2], [[0.4, -1]]), [[0.8, -1.5]]);
});

test("a schedule is given the count of finished steps: 0, 1, 2", () => {
  const rate = sgd({ rate: (step) => step.add(1) });
  expect(follow(rate, [0], [[1], [1], [1]])).toEqual([[-1], [-3], [-6]]);
});

test("an impossible rate throws", () => {
  expect(() => sgd({ rate: -0.1 })).toThrow(ValueError);
  expect(() => sgd({ rate: NaN })).toThrow(
    "sgd: expected rate to be a finite number, 0 or above, received NaN. Pass for example 0.01.",
  );
});
