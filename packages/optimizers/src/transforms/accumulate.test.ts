import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { adam } from "../optimizers/adam.ts";
import { sgd } from "../optimizers/sgd.ts";
import { expectNear, follow } from "../internal/testing.ts";
import { accumulate } from "./accumulate.ts";

test("by hand: every second step goes along the mean of two gradients", () => {
  const steps = follow(accumulate(sgd({ rate: 1 }), { every: 2 }), [0], [[1], [3], [5], [-5]]);
  expectNear(steps, [[0], [-2], [-2], [-2]]);
});

test("the optimizer within is where it would be after as many steps with the means", () => {
  const gradients = [
    [1, 0],
    [3, 2],
    [0, 0],
    [5, -5],
    [2, 2],
    [2, 4],
  ];
  const means = [
    [2, 1],
    [2.5, -2.5],
    [2, 3],
  ];
  const gathered = follow(accumulate(adam({ rate: 0.1 }), { every: 2 }), [1, 1], gradients);
  expectNear(
    gathered.filter((_, index) => index % 2 === 1),
    follow(adam({ rate: 0.1 }), [1, 1], means),
  );
});

test("its schedules count its own steps", () => {
  const optimizer = accumulate(sgd({ rate: (step) => step.add(1) }), { every: 3 });
  expectNear(follow(optimizer, [0], [[1], [1], [1], [1], [1], [1]]), [[0], [0], [-1], [-1], [-1], [-3]]);
});

test("part of a batch throws", () => {
  expect(() => accumulate(sgd(), { every: 0.5 })).toThrow(ValueError);
});
