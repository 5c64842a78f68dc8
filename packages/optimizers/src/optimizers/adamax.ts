import { belowOne, type Optimizer, requireRange, type Tensor, zeroOrAbove, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { average } from "../internal/average.ts";
import { shortfall } from "../internal/shortfall.ts";
import { chain } from "../transforms/chain.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { sgd } from "./sgd.ts";

interface AdamaxOptions {
  /** Step size; ≥ 0, default 0.002. */
  rate?: Hyperparameter;
  /** Decay of the running mean of gradients; in [0, 1), default 0.9. */
  beta1?: Hyperparameter;
  /** Decay of the largest size; in [0, 1), default 0.999. */
  beta2?: Hyperparameter;
  /** Added to the size of each gradient; ≥ 0, default 1e-8. */
  epsilon?: Hyperparameter;
}

interface AdamaxState extends Readonly<Record<string, Tensor>> {
  readonly mean: Tensor;
  readonly size: Tensor;
}

/**
 * Adam with the largest gradient, slowly forgotten, in place of the root mean square.
 *
 * m ← β₁ m + (1 − β₁) g,  u ← max(β₂ u, |g| + ε),  w ← w − rate / (1 − β₁ᵗ) · m / u.
 *
 * The name means: in PyTorch and optax this (the rate is 0.002 in the paper and PyTorch); in Keras u ← max(β₂ u, |g|)
 * with ε = 1e-7 added to u afterwards, and rate 0.001.
 *
 * @throws ValueError if an option is out of range
 * @see Kingma & Ba, 2014, section 7.1. https://arxiv.org/abs/1412.6980
 */
export function adamax({ rate = 2e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamaxOptions = {}): Optimizer {
  requireRange("adamax", zeroOrAbove, { rate, epsilon });
  requireRange("adamax", belowOne, { beta1, beta2 });
  const direction = perParameter({
    init: (parameter): AdamaxState => ({ mean: zerosLike(parameter), size: zerosLike(parameter) }),

    update(gradient, state, { step }) {
      const decay = at(beta1, step);
      const mean = average(state.mean, gradient, decay);
      const size = state.size.mul(at(beta2, step)).max(gradient.abs().add(at(epsilon, step)));
      return [mean.div(shortfall(decay, step)).div(size), { mean, size }];
    },
  });
  return chain(direction, sgd({ rate }));
}
