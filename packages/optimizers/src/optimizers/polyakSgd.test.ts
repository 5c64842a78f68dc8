import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, follow } from "../internal/testing.ts";
import { polyakSgd } from "./polyakSgd.ts";

test("by hand: a loss of 5 and a gradient of length 5 give the rate 5 / 25", () => {
  expectNear(follow(polyakSgd({ epsilon: 0 }), [0, 0], [[3, 4]], [5]), [[-0.6, -0.8]]);
  expectNear(follow(polyakSgd({ epsilon: 0, minimum: 4, factor: 0.5 }), [0, 0], [[3, 4]], [5]), [[-0.06, -0.08]]);
});

test("the rate stays below the largest, and at a gradient of 0 nothing moves", () => {
  expectNear(
    follow(
      polyakSgd({ largest: 0.1 }),
      [0, 0],
      [
        [3, 4],
        [0, 0],
      ],
      [5, 5],
    ),
    [
      [-0.3, -0.4],
      [-0.3, -0.4],
    ],
  );
});

test("a largest rate of 0 throws", () => {
  expect(() => polyakSgd({ largest: 0 })).toThrow(ValueError);
});
