import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { ema } from "./ema.ts";
import { expectNear, follow } from "../internal/testing.ts";

test("by hand: 0.25 · 4 = 1, then 0.75 · 1 + 0.25 · 8 = 2.75; the sums of both are 1 and 3.75", () => {
  expectNear(follow(ema({ decay: 0.75 }), [0], [[4], [8]]), [[1], [3.75]]);
});

test("a decay of 1 throws", () => {
  expect(() => ema({ decay: 1 })).toThrow(ValueError);
});
