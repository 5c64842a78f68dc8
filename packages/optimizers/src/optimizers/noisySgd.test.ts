import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { contextOf, expectNear, float64, follow } from "../internal/testing.ts";
import { noisySgd } from "./noisySgd.ts";

/** The noise on 10,000 gradients of zero. */
const noise = (step: number): number[] => {
  const w = float64(new Array<number>(10_000).fill(0));
  const optimizer = noisySgd({ rate: 1, variance: 0.25, exponent: 1 });
  const [updates] = optimizer.update({ w }, optimizer.init({ w }), contextOf({ w }, { step, seed: 3 }));
  return updates["w"]?.toArray() as number[];
};
const variance = (x: number[]): number => x.reduce((sum, value) => sum + value * value, 0) / x.length;

test("without noise it is gradient descent", () => {
  expectNear(follow(noisySgd({ rate: 0.1, variance: 0 }), [1], [[2]]), [[0.8]]);
});

test("the variance is a quarter at first, and a tenth of that in the tenth step", () => {
  expect(variance(noise(1))).toBeCloseTo(0.25, 1);
  expect(variance(noise(10)) / variance(noise(1))).toBeCloseTo(0.1, 10);
});

test("a negative variance throws", () => {
  expect(() => noisySgd({ variance: -1 })).toThrow(ValueError);
});
