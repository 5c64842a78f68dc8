import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { follow } from "../internal/testing.ts";
import { scaleBySchedule } from "./scaleBySchedule.ts";

test("by hand: factors 0, 2, 4; the sums are 0, 2, 6", () => {
  expect(
    follow(
      scaleBySchedule((step) => step.mul(2)),
      [0],
      [[1], [1], [1]],
    ),
  ).toEqual([[0], [2], [6]]);
});

test("a number is a constant factor, and must be finite", () => {
  expect(follow(scaleBySchedule(-3), [0], [[2]])).toEqual([[-6]]);
  expect(() => scaleBySchedule(NaN)).toThrow(ValueError);
});
