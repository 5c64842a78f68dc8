import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, follow } from "../internal/testing.ts";
import { adamax } from "./adamax.ts";

test("by hand: the size of 4 is remembered, less 10 %, when 1 follows", () => {
  const optimizer = adamax({ rate: 1, beta1: 0.5, beta2: 0.9, epsilon: 0 });
  // m is 2 and 1.5; corrected 4 and 2; u is 4 and 3.6.
  expectNear(follow(optimizer, [0], [[4], [1]]), [[-1], [-1 - 2 / 3.6]]);
});

test("a zero gradient at the start moves nothing", () => {
  expect(follow(adamax(), [1], [[0]])).toEqual([[1]]);
});

test("a negative rate throws", () => {
  expect(() => adamax({ rate: -1 })).toThrow(ValueError);
});
