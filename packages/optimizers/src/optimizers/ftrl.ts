import {
  aboveZero,
  fullLike,
  type Optimizer,
  requireRange,
  type Tensor,
  zeroOrAbove,
  zerosLike,
} from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { sign } from "../internal/sign.ts";
import { perParameter } from "../transforms/perParameter.ts";

interface FtrlOptions {
  /** Step size α; > 0, default 0.001. */
  rate?: Hyperparameter;
  /** Weights whose gathered gradients stay below this are exactly 0; ≥ 0, default 0. */
  l1?: Hyperparameter;
  /** Pull towards 0; ≥ 0, default 0. */
  l2?: Hyperparameter;
  /** Smooths the first steps; ≥ 0, default 0. */
  beta?: Hyperparameter;
  /** What the sum of squares starts at; > 0, default 0.1. */
  initialAccumulator?: number;
}

interface FtrlState extends Readonly<Record<string, Tensor>> {
  readonly sum: Tensor;
  readonly linear: Tensor;
}

/**
 * Follow the regularized leader: Adagrad that keeps weights at exactly 0 until their gradients are worth the L1
 * penalty.
 *
 * n′ = n + g², z ← z + g − (√n′ − √n) / rate · w, w ← 0 where |z| ≤ l1, else −(z − sign(z) l1) / ((beta + √n′) / rate
 * + l2).
 *
 * The paper's form, for sparse linear models; n starts at 0.1 as in Keras, where l2 counts twice. z starts at 0, as if
 * all weights did: start from zeros, since others lose the share √(n / n′) of themselves at the first step.
 *
 * @throws ValueError if an option is out of range
 * @see McMahan et al., 2013. https://doi.org/10.1145/2487575.2488200
 */
export function ftrl({ rate = 1e-3, l1 = 0, l2 = 0, beta = 0, initialAccumulator = 0.1 }: FtrlOptions = {}): Optimizer {
  requireRange("ftrl", aboveZero, { rate, initialAccumulator });
  requireRange("ftrl", zeroOrAbove, { l1, l2, beta });
  return perParameter({
    init: (parameter): FtrlState => ({ sum: fullLike(parameter, initialAccumulator), linear: zerosLike(parameter) }),

    update(gradient, state, { parameter, step }) {
      const [size, threshold] = [at(rate, step), at(l1, step)];
      const sum = state.sum.add(gradient.square());
      const stiffening = sum.sqrt().sub(state.sum.sqrt()).div(size);
      const linear = state.linear.add(gradient).sub(stiffening.mul(parameter));

      const stiffness = sum.sqrt().add(at(beta, step)).div(size).add(at(l2, step));
      const excess = linear.sub(sign(linear).mul(threshold));
      const best = linear.abs().lessEqual(threshold).where(zerosLike(linear), excess.div(stiffness).neg());
      return [best.sub(parameter), { sum, linear }];
    },
  });
}
