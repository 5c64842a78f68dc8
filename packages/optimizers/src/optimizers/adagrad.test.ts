import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { adagrad } from "./adagrad.ts";
import { expectNear, follow } from "../internal/testing.ts";

test("by hand: s = 0 + 3² = 9, then 9 + 4² = 25", () => {
  const plain = adagrad({ rate: 1, initialAccumulator: 0, epsilon: 0 });
  expectNear(follow(plain, [0], [[3], [4]]), [[-1], [-1.8]]);
});

test("the sum of squares starts at 0.1 by default", () => {
  expectNear(follow(adagrad({ rate: 1, epsilon: 0 }), [0], [[Math.sqrt(0.3)]]), [[-Math.sqrt(0.75)]]);
});

test("a zero gradient and a zero start do not divide by zero", () => {
  expect(follow(adagrad({ initialAccumulator: 0 }), [1], [[0]])).toEqual([[1]]);
});

test("a negative start throws", () => {
  expect(() => adagrad({ initialAccumulator: -1 })).toThrow(ValueError);
});
