import { type Optimizer, requireRange, type Schedule, zeroOrAbove } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { addNoise } from "../transforms/addNoise.ts";
import { chain } from "../transforms/chain.ts";
import { sgd } from "./sgd.ts";

interface NoisySgdOptions {
  /** Step size; ≥ 0, default 0.01. */
  rate?: Hyperparameter;
  /** Variance of the noise at the first step; ≥ 0, default 0.01. */
  variance?: number;
  /** How fast the variance falls; ≥ 0, default 0.55. */
  exponent?: number;
}

/**
 * Gradient descent with normal noise on the gradients, which dies away: w ← w − rate · (g + noise).
 *
 * The variance is variance / (1 + t)^exponent after t steps. optax's `noisy_sgd` (`eta`, `gamma`).
 *
 * @throws ValueError if an option is out of range
 * @see Neelakantan et al., 2015. https://arxiv.org/abs/1511.06807
 */
export function noisySgd({ rate = 0.01, variance = 0.01, exponent = 0.55 }: NoisySgdOptions = {}): Optimizer {
  requireRange("noisySgd", zeroOrAbove, { rate, variance, exponent });
  const deviation: Schedule = (step) =>
    step
      .add(1)
      .pow(-exponent / 2)
      .mul(Math.sqrt(variance));
  return chain(addNoise({ deviation }), sgd({ rate }));
}
