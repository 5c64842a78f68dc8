import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, follow } from "../internal/testing.ts";
import { reduceOnPlateau } from "./reduceOnPlateau.ts";

/** The scale at each step: what it makes of a gradient of 1. */
const scales = (options: Parameters<typeof reduceOnPlateau>[0], losses: number[]): number[] => {
  const weights = follow(
    reduceOnPlateau(options),
    [0],
    losses.map(() => [1]),
    losses,
  ).flat();
  return weights.map((weight, index) => weight - (weights[index - 1] ?? 0));
};

test("by hand: after two observations without improvement the third reduces", () => {
  expectNear(scales({ patience: 2, factor: 0.5 }, [4, 3, 3, 3, 3, 3]), [1, 1, 1, 1, 0.5, 0.5]);
});

test("an improvement below the threshold is none", () => {
  expectNear(scales({ patience: 0, factor: 0.5, threshold: 0.1 }, [10, 9.5, 8, 7.3]), [1, 0.5, 0.5, 0.25]);
});

test("losses below zero improve downwards too", () => {
  expectNear(scales({ patience: 0, factor: 0.5, threshold: 0.1 }, [-10, -10.5, -12]), [1, 0.5, 0.5]);
});

test("during a cooldown nothing is counted", () => {
  const losses = [1, 1, 1, 1, 1, 1, 1];
  expectNear(scales({ patience: 0, factor: 0.5, cooldown: 2 }, losses), [1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25]);
});

test("an improvement does not end a cooldown", () => {
  const losses = [2, 2, 1, 1, 1, 1];
  expectNear(scales({ patience: 0, factor: 0.5, cooldown: 3 }, losses), [1, 0.5, 0.5, 0.5, 0.5, 0.25]);
});

test("observes the mean of every two steps", () => {
  // means 3, 2 and 2.5: the last does not improve
  expectNear(scales({ every: 2, patience: 0, factor: 0.5 }, [2, 4, 3, 1, 1, 4]), [1, 1, 1, 1, 1, 0.5]);
});

test("never falls below the minimum", () => {
  expectNear(scales({ patience: 0, factor: 0.1, minimum: 0.05 }, [1, 1, 1, 1]), [1, 0.1, 0.05, 0.05]);
});

test("impossible options throw", () => {
  expect(() => reduceOnPlateau({ every: 0 })).toThrow(ValueError);
  expect(() => reduceOnPlateau({ factor: 0 })).toThrow(ValueError);
  expect(() => reduceOnPlateau({ patience: -1 })).toThrow(ValueError);
  expect(() => reduceOnPlateau().init({})).toThrow(ValueError);
});

test("an absolute threshold counts in the unit of the loss: 99.5 is not better than 100 by 0.9", () => {
  const options = { patience: 0, factor: 0.5, threshold: 0.9, thresholdMode: "absolute" } as const;
  expect(scales(options, [100, 99.5, 98])).toEqual([1, 0.5, 0.5]);
});
