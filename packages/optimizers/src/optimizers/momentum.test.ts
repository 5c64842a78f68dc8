import { ValueError, type Tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, follow } from "../internal/testing.ts";
import { momentum } from "./momentum.ts";

test("by hand: v = 1, then 0.9 · 1 + 1 = 1.9", () => {
  expectNear(follow(momentum({ rate: 0.1 }), [1], [[1], [1]]), [[0.9], [0.71]]);
});

test("both forms are equal at a constant rate", () => {
  const gradients = [[1], [-2], [0.5]];
  const torch = follow(momentum({ form: "torch" }), [1], gradients);
  expectNear(follow(momentum({ form: "keras" }), [1], gradients), torch);
});

test("when the rate drops to 0, the torch form stops and the Keras form rolls on", () => {
  const rate = (step: Tensor): Tensor => step.neg().add(1).max(0);
  expect(follow(momentum({ rate, momentum: 0.5, form: "torch" }), [0], [[1], [1]])).toEqual([[-1], [-1]]);
  expect(follow(momentum({ rate, momentum: 0.5, form: "keras" }), [0], [[1], [1]])).toEqual([[-1], [-1.5]]);
});

test("dampening spares the first gradient: v = 1, then 0.5 · 1 + 0.25 · 1", () => {
  const damped = momentum({ rate: 1, momentum: 0.5, dampening: 0.75 });
  expect(follow(damped, [0], [[1], [1]])).toEqual([[-1], [-1.75]]);
});

test("impossible options throw", () => {
  expect(() => momentum({ momentum: 1 })).toThrow(ValueError);
  expect(() => momentum({ rate: -1 })).toThrow(/^momentum: expected rate/);
  expect(() => momentum({ dampening: 2 })).toThrow(/^momentum: expected dampening/);
  expect(() => momentum({ form: "other" as "torch" })).toThrow(
    'momentum: expected form to be "torch" or "keras", received "other". Pass one of them.',
  );
});
