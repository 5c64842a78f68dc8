import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, byWeight, expectNear, follow } from "../internal/testing.ts";
import { optimisticGradientDescent } from "./optimisticGradientDescent.ts";

test("by hand: after 1 a gradient of 3 is expected to become 5", () => {
  expectNear(follow(optimisticGradientDescent({ rate: 0.1 }), [0], [[1], [3]]), [[-0.1], [-0.6]]);
});

test("is the paper's rule, in plain numbers", () => {
  const expected = byWeight(() => {
    let before: number | undefined;
    return (w, g) => {
      const change = g - (before ?? g);
      before = g;
      return w - 0.1 * (0.5 * g + 2 * change);
    };
  });
  expectNear(along(optimisticGradientDescent({ rate: 0.1, alpha: 0.5, beta: 2 })), expected);
});

test("in the game x · y, where plain descent goes outwards, it comes to rest", () => {
  let [x, y] = [1, 1];
  const play = optimisticGradientDescent({ rate: 0.3 });
  const steps = (gradients: number[][]): number[] => follow(play, [1, 1], gradients).at(-1)!;
  const gradients: number[][] = [];
  for (let i = 0; i < 100; i++) {
    gradients.push([y, -x]); // x goes down, y goes up
    [x, y] = steps(gradients) as [number, number];
  }
  expect(Math.hypot(x, y)).toBeLessThan(0.1);
});

test("a negative rate throws", () => {
  expect(() => optimisticGradientDescent({ rate: -1 })).toThrow(ValueError);
});
