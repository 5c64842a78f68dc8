import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { adam } from "../optimizers/adam.ts";
import { expectNear, follow } from "../internal/testing.ts";
import { applyIfFinite } from "./applyIfFinite.ts";

test("a step with NaN or ∞ is as if it had not been", () => {
  const plain = follow(
    adam({ rate: 0.1 }),
    [1, 2],
    [
      [1, 1],
      [3, -1],
      [2, 2],
    ],
  );
  const gradients = [
    [1, 1],
    [NaN, 0],
    [3, -1],
    [1, Infinity],
    [2, 2],
  ];
  const guarded = follow(applyIfFinite(adam({ rate: 0.1 })), [1, 2], gradients);
  expectNear(guarded, [plain[0], plain[0], plain[1], plain[1], plain[2]]);
});

test("after too many in a row one is let through", () => {
  const optimizer = applyIfFinite(adam(), { limit: 2 });
  expect(follow(optimizer, [1], [[NaN], [NaN], [NaN]])).toEqual([[1], [1], [NaN]]);
  const apart = follow(applyIfFinite(adam(), { limit: 2 }), [1], [[NaN], [NaN], [0], [NaN], [NaN]]);
  expect(apart.flat().every(Number.isFinite)).toBe(true);
});

test("a negative limit throws", () => {
  expect(() => applyIfFinite(adam(), { limit: -1 })).toThrow(ValueError);
});
