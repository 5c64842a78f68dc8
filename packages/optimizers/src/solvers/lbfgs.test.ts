import { valueAndGrad } from "@chainrule/compiler";
import { tensor, type Tensor, type ValueAndGrad, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, float64 } from "../internal/testing.ts";
import { lbfgs } from "./lbfgs.ts";
import { minimize } from "./minimize.ts";

const bowl = valueAndGrad(({ a, b }: { a: Tensor; b: Tensor }) =>
  a.sub(3).square().sum().add(b.add(1).square().mul(10).sum()),
);

test("by hand: on ½ w² the first step is min(1, 1 / |g|) long, and the second, of Newton, is exact", () => {
  const half = valueAndGrad(({ w }: { w: Tensor }) => w.square().mul(0.5).sum());
  const run = (steps: number): unknown =>
    minimize(half, { w: float64([4]) }, lbfgs(), { steps }).parameters["w"]?.toArray();
  // A step of 1/4 of g goes to 3; |slope| falls to ¾ of what it was: flat enough at curvature 0.9.
  expectNear(run(1), [3]);
  expectNear(run(2), [0]);
});

test("parameters of several shapes are solved for together, in few steps", () => {
  const start = {
    a: float64([
      [0, 9],
      [2, -7],
    ]),
    b: float64([5]),
  };
  const { parameters, converged, checkpoint } = minimize(bowl, start, lbfgs(), { tolerance: 1e-10 });
  expectNear(parameters["a"]?.toArray(), [
    [3, 3],
    [3, 3],
  ]);
  expectNear(parameters["b"]?.toArray(), [-1]);
  expect([converged, checkpoint.steps < 10]).toEqual([true, true]);
});

test("float32 is enough, and a loss of ∞ on the way is stepped back from", () => {
  const wall = valueAndGrad(({ w }: { w: Tensor }) => w.log().neg().add(w).sum()); // NaN below 0
  const { parameters } = minimize(wall, { w: tensor([20]) }, lbfgs({ rate: 100 }), { tolerance: 1e-4 });
  expect(parameters["w"]?.toArray()).toEqual([expect.closeTo(1, 3)]);
});

test("at the minimum it stays", () => {
  const start = { a: float64([3]), b: float64([-1]) };
  const [parameters] = lbfgs().solve(bowl as unknown as ValueAndGrad, lbfgs().init(start), {
    parameters: start,
    step: float64(1),
    key: tensor([0, 0], { dtype: "int32" }),
  });
  expect(parameters).toBe(start);
});

test("a memory of 0 throws", () => {
  expect(() => lbfgs({ memory: 0 })).toThrow(ValueError);
});
