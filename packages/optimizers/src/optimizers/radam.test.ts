import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, expectNear, follow } from "../internal/testing.ts";
import { radam } from "./radam.ts";

test("by hand: the first steps are those of momentum alone", () => {
  // m is 2 and 1.5; corrected 4 and 2.
  expectNear(follow(radam({ rate: 0.1, beta1: 0.5 }), [0], [[4], [1]]), [[-0.4], [-0.6]]);
});

test("with the default β₂ the sixth step is the first that is rectified", () => {
  const steps = (gradient: number) =>
    follow(radam({ rate: 1, beta1: 0, epsilon: 0 }), [0], Array<number[]>(6).fill([gradient])).map(([w = 0]) => w);
  const [small, large] = [steps(1), steps(10)];
  expectNear(
    large.slice(0, 5),
    small.slice(0, 5).map((w) => 10 * w),
  ); // in proportion to the gradient
  expectNear(large[5]! - large[4]!, small[5]! - small[4]!); // no longer
});

test("where β₂ is too small to be trusted the change never comes", () => {
  const expected = along(radam({ rate: 0.1, beta1: 0, beta2: 0.6 }));
  expect(expected.flat().every(Number.isFinite)).toBe(true);
});

test("a negative ε throws", () => {
  expect(() => radam({ epsilon: -1 })).toThrow(ValueError);
});
