import { valueAndGrad } from "@chainrule/compiler";
import { eye, normal, randomKey, type Tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, float64 } from "../internal/testing.ts";
import { conjugateGradient } from "./conjugateGradient.ts";
import { minimize } from "./minimize.ts";

test("by hand: along one axis the line search alone finds the minimum", () => {
  const half = valueAndGrad(({ w }: { w: Tensor }) => w.sub(5).square().mul(0.5).sum());
  const { parameters } = minimize(half, { w: float64([1]) }, conjugateGradient(), { steps: 1 });
  expectNear(parameters["w"]?.toArray(), [5]);
});

test("a quadratic loss of six weights takes few more than six steps", () => {
  const root = normal(randomKey(5), [6, 6], { dtype: "float64" });
  const matrix = root.matmul(root.transpose()).add(eye(6, { dtype: "float64" }));
  const loss = ({ w }: { w: Tensor }): Tensor => w.matmul(matrix).mul(w).sum().mul(0.5).sub(w.sum());
  const { parameters, checkpoint } = minimize(
    valueAndGrad(loss),
    { w: float64([[1, -2, 3, -4, 5, -6]]) },
    conjugateGradient(),
    { tolerance: 1e-6 },
  );
  // Where the slope A w − 1 is 0.
  expect(parameters["w"].matmul(matrix).sub(1).abs().reduceMax().item()).toBeLessThan(1e-6);
  expect(checkpoint.steps).toBeLessThan(15);
});
