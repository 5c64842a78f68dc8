import { valueAndGrad } from "@chainrule/compiler";
import { tensor, type Tensor, type ValueAndGrad, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { along, course, expectNear, float64 } from "../internal/testing.ts";
import { adam } from "../optimizers/adam.ts";
import { asgd } from "../optimizers/asgd.ts";
import { sgd } from "../optimizers/sgd.ts";
import { minimize } from "./minimize.ts";

const square = valueAndGrad(({ w }: { w: Tensor }) => w.square().sum());

test("by hand: w² at a rate of ¼ halves w at each step", () => {
  const { parameters, loss, converged, checkpoint } = minimize(square, { w: float64([8]) }, sgd({ rate: 0.25 }), {
    steps: 3,
  });
  expect([parameters["w"]?.toArray(), loss, converged, checkpoint.steps]).toEqual([[1], 1, false, 3]);
});

test("an optimizer is given what training gives it", () => {
  let calls = 0;
  const played: ValueAndGrad = ({ w }) => [w!.sum(), { w: float64(course.gradients[calls++] ?? [0, 0, 0, 0]) }];
  const { parameters } = minimize(played, { w: float64(course.start) }, adam({ rate: 0.05 }), { steps: 10 });
  expectNear(parameters["w"]?.toArray(), along(adam({ rate: 0.05 })).at(-1));
});

test("it stops where the gradients are small enough, and says so", () => {
  const { converged, checkpoint } = minimize(square, { w: float64([8]) }, sgd({ rate: 0.25 }), { tolerance: 0.1 });
  expect([converged, checkpoint.steps]).toEqual([true, 8]); // 2 · 8 / 2⁸ = 1/16
});

test("it returns what is to be used, and keeps what is in training", () => {
  const options = { rate: 0.25, decay: 0, start: 0 };
  const { parameters, checkpoint } = minimize(square, { w: float64([8]) }, asgd(options), { steps: 3 });
  expect([parameters["w"]?.toArray(), checkpoint.parameters["w"]?.toArray()]).toEqual([[1.5], [1]]);
});

test("one evaluation is enough for each step and the end", () => {
  let calls = 0;
  const counted: typeof square = (parameters) => (calls++, square(parameters));
  minimize(counted, { w: tensor([8]) }, sgd(), { steps: 5 });
  expect(calls).toBe(6);
});

test("no parameters, or no steps, throw", () => {
  expect(() => minimize<Record<string, never>>(() => [tensor(0), {}], {}, sgd())).toThrow(ValueError);
  expect(() => minimize(square, { w: tensor([1]) }, sgd(), { steps: 0 })).toThrow(ValueError);
});
