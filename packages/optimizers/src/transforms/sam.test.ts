import { valueAndGrad } from "@chainrule/compiler";
import { type Tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { contextOf, expectNear, float64 } from "../internal/testing.ts";
import { sgd } from "../optimizers/sgd.ts";
import { minimize } from "../solvers/minimize.ts";
import { partition } from "./partition.ts";
import { sam } from "./sam.ts";

const square = valueAndGrad(({ w }: { w: Tensor }) => w.square().sum());
const run = (start: number[], radius: number): unknown =>
  minimize(square, { w: float64(start) }, sam(sgd({ rate: 0.1 }), { radius }), { steps: 1 }).parameters["w"]?.toArray();

test("by hand: at [3, 4] the worst point within 1 is [3.6, 4.8], whose gradient is [7.2, 9.6]", () => {
  expectNear(run([3, 4], 1), [3 - 0.72, 4 - 0.96]);
});

test("at a stationary point there is no worst direction", () => {
  const w = float64([0]);
  const [updates] = sam(sgd()).update({ w }, {}, { ...contextOf({ w }), valueAndGrad: (at) => [float64(0), at] });
  expectNear(updates["w"]?.toArray(), [0]);
});

test("of a group of parameters, the others stay where they are", () => {
  const product = valueAndGrad(({ a, b }: { a: Tensor; b: Tensor }) => a.square().mul(b).sum());
  const optimizer = partition({ flat: sam(sgd({ rate: 0.1 }), { radius: 1 }), plain: sgd({ rate: 0.1 }) }, (name) =>
    name === "a" ? "flat" : "plain",
  );
  const start = { a: float64([2]), b: float64([5]) };
  const { parameters } = minimize(product, start, optimizer, { steps: 1 });
  // The worst point for a is 3, where the slope is 2 · 3 · 5.
  expectNear([parameters.a.toArray(), parameters.b.toArray()], [[-1], [4.6]]);
});

test("a radius of 0 throws, and so does a context without the loss", () => {
  expect(() => sam(sgd(), { radius: 0 })).toThrow(ValueError);
  const w = float64([1]);
  expect(() => sam(sgd()).update({ w }, {}, contextOf({ w }))).toThrow("Use it in train or minimize");
});
