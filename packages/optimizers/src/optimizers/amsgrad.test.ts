import { expect, test } from "vitest";
import { along, expectNear, follow } from "../internal/testing.ts";
import { adam } from "./adam.ts";
import { amsgrad } from "./amsgrad.ts";

test("by hand: v stays at 8 when a gradient of 0 follows 4", () => {
  const optimizer = amsgrad({ rate: 1, beta1: 0.5, beta2: 0.5, epsilon: 0 });
  // m is 2 and 1, corrected 4 and 4/3; v is 8 and stays, corrected 16 and 32/3.
  expectNear(follow(optimizer, [0], [[4], [0]]), [[-1], [-1 - 4 / 3 / Math.sqrt(32 / 3)]]);
});

test("is adam with amsgrad", () => {
  expect(along(amsgrad({ rate: 0.1 }))).toEqual(along(adam({ rate: 0.1, amsgrad: true })));
});
