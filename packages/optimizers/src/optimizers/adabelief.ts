import { belowOne, type Optimizer, requireRange, type Tensor, zeroOrAbove, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { average } from "../internal/average.ts";
import { shortfall } from "../internal/shortfall.ts";
import { chain } from "../transforms/chain.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { sgd } from "./sgd.ts";

interface AdabeliefOptions {
  /** Step size; ≥ 0, default 0.001. */
  rate?: Hyperparameter;
  /** Decay of the running mean of gradients; in [0, 1), default 0.9. */
  beta1?: Hyperparameter;
  /** Decay of the running variance; in [0, 1), default 0.999. */
  beta2?: Hyperparameter;
  /** Added to the variance at every step, and to its root; ≥ 0, default 1e-8. */
  epsilon?: Hyperparameter;
}

interface AdabeliefState extends Readonly<Record<string, Tensor>> {
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/**
 * AdaBelief: Adam that divides by how far gradients stray from their mean: large steps where the mean foretold them.
 *
 * m ← β₁ m + (1 − β₁) g,  s ← β₂ s + (1 − β₂) (g − m)² + ε,  m̂ = m / (1 − β₁ᵗ),  ŝ = s / (1 − β₂ᵗ),
 * w ← w − rate · m̂ / (√ŝ + ε).
 *
 * The paper's algorithm. Its own code recommends ε = 1e-16 in float64; optax has ε = 1e-16 at both places.
 *
 * @throws ValueError if an option is out of range
 * @see Zhuang et al., 2020. https://arxiv.org/abs/2010.07468
 */
export function adabelief({
  rate = 1e-3,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
}: AdabeliefOptions = {}): Optimizer {
  requireRange("adabelief", zeroOrAbove, { rate, epsilon });
  requireRange("adabelief", belowOne, { beta1, beta2 });
  const direction = perParameter({
    init: (parameter): AdabeliefState => ({ mean: zerosLike(parameter), variance: zerosLike(parameter) }),

    update(gradient, state, { step }) {
      const [decay, varianceDecay, small] = [at(beta1, step), at(beta2, step), at(epsilon, step)];
      const mean = average(state.mean, gradient, decay);
      const variance = average(state.variance, gradient.sub(mean).square(), varianceDecay).add(small);
      const scale = variance.div(shortfall(varianceDecay, step)).sqrt().add(small);
      return [mean.div(shortfall(decay, step)).div(scale), { mean, variance }];
    },
  });
  return chain(direction, sgd({ rate }));
}
