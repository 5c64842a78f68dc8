import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byWeight, expectNear, follow } from "../internal/testing.ts";
import { lion } from "./lion.ts";

test("by hand: after 1, a gradient of −0.05 does not yet turn the direction, since 0.9 · 0.01 > 0.1 · 0.05", () => {
  expectNear(
    follow(
      lion({ rate: 0.1 }),
      [0, 0],
      [
        [1, 0],
        [-0.05, 0],
      ],
    ),
    [
      [-0.1, 0],
      [-0.2, 0],
    ],
  );
});

test("is the paper's rule, in plain numbers", () => {
  const expected = byWeight(() => {
    let m = 0;
    return (w, g) => {
      const direction = Math.sign(0.9 * m + 0.1 * g);
      m = 0.99 * m + 0.01 * g;
      return w - 0.05 * (direction + 0.1 * w);
    };
  });
  expectNear(along(lion({ rate: 0.05, decay: 0.1 })), expected);
});

test("a NaN is not hidden by its sign", () => {
  expect(follow(lion(), [1], [[NaN]])).toEqual([[NaN]]);
});

test("a negative decay throws", () => {
  expect(() => lion({ decay: -1 })).toThrow(ValueError);
});
