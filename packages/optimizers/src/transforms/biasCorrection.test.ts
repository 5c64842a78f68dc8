import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { biasCorrection } from "./biasCorrection.ts";
import { chain } from "./chain.ts";
import { ema } from "./ema.ts";
import { expectNear, follow } from "../internal/testing.ts";

test("by hand: 1 / (1 − 0.5), then 3 / (1 − 0.25); the sums of both are 2 and 6", () => {
  expectNear(follow(biasCorrection({ decay: 0.5 }), [0], [[1], [3]]), [[2], [6]]);
});

test("the average of equal gradients is that gradient from the first step on", () => {
  const average = chain(ema({ decay: 0.99 }), biasCorrection({ decay: 0.99 }));
  expectNear(follow(average, [0], [[7], [7], [7]]), [[7], [14], [21]]);
});

test("a decay of 1 throws", () => {
  expect(() => biasCorrection({ decay: 1 })).toThrow(ValueError);
});
