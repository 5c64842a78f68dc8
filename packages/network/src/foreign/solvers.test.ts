import { valueAndGrad } from "@chainrule/compiler";
import { lbfgs, minimize } from "@chainrule/optimizers";
import { slice, type Tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { deviation, fixtures, float64, type Options } from "./fixture.ts";

interface Case {
  readonly foreign: string;
  readonly options: Options;
  readonly weights: readonly (readonly number[])[];
}

describe.each(fixtures<{ readonly start: readonly number[] }, Case>("solvers"))("$from", ({ start, cases }) => {
  const valley = valueAndGrad(({ w }: { w: Tensor }) => {
    const [x, y] = [slice(w, 0, 0, 1), slice(w, 0, 1, 2)];
    return x.sub(1).square().add(y.sub(x.square()).square().mul(100)).sum();
  });

  test.each(cases)("$foreign", ({ options, weights }) => {
    const solver = lbfgs(options);
    const ours = weights.map((_, index) => {
      const { parameters } = minimize(valley, { w: float64(start) }, solver, { steps: index + 1 });
      return parameters.w.toArray();
    });
    // Rounding is carried from step to step: the two sum in another order.
    expect(deviation(ours, weights, 0.1)).toBeLessThan(1e-10);
  });
});
