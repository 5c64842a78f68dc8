import { valueAndGrad } from "@chainrule/compiler";
import { type Tensor, type ValueAndGrad, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, float64 } from "../internal/testing.ts";
import { sgd } from "../optimizers/sgd.ts";
import { minimize } from "./minimize.ts";
import { sam } from "./sam.ts";

const square = valueAndGrad(({ w }: { w: Tensor }) => w.square().sum());
const run = (start: number[], radius: number): unknown =>
  minimize(square, { w: float64(start) }, sam(sgd({ rate: 0.1 }), { radius }), { steps: 1 }).parameters["w"]?.toArray();

test("by hand: at [3, 4] the worst point within 1 is [3.6, 4.8], whose gradient is [7.2, 9.6]", () => {
  expectNear(run([3, 4], 1), [3 - 0.72, 4 - 0.96]);
});

test("at a stationary point there is no worst direction", () => {
  const solver = sam(sgd());
  const w = float64([0]);
  const [next] = solver.solve(square as unknown as ValueAndGrad, solver.init({ w }), {
    parameters: { w },
    step: float64(1),
    key: float64(0),
  });
  expect(next["w"]?.toArray()).toEqual([0]);
});

test("a radius of 0 throws", () => {
  expect(() => sam(sgd(), { radius: 0 })).toThrow(ValueError);
});
