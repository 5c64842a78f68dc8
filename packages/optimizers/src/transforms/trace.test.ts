import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { follow } from "../internal/testing.ts";
import { trace } from "./trace.ts";

test("by hand: 1, then 0.5 · 1 + 2 = 2.5; the sums of both are 1 and 3.5", () => {
  expect(follow(trace({ decay: 0.5 }), [0], [[1], [2]])).toEqual([[1], [3.5]]);
});

test("looking ahead passes on 1 + 0.5 · 1, then 2 + 0.5 · 2.5", () => {
  expect(follow(trace({ decay: 0.5, nesterov: true }), [0], [[1], [2]])).toEqual([[1.5], [4.75]]);
});

test("a decay of 1 throws", () => {
  expect(() => trace({ decay: 1 })).toThrow(ValueError);
});
