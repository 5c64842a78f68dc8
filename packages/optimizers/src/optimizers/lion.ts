import { belowOne, type Optimizer, requireRange, type Tensor, zeroOrAbove, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { average } from "../internal/average.ts";
import type { DecayOptions } from "../internal/decayOptions.ts";
import { sign } from "../internal/sign.ts";
import { addDecayedWeights } from "../transforms/addDecayedWeights.ts";
import { chain } from "../transforms/chain.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { sgd } from "./sgd.ts";

interface LionOptions extends DecayOptions {
  /** Step size of every weight; ≥ 0, default 1e-4. */
  rate?: Hyperparameter;
  /** Weight of the past in the direction; in [0, 1), default 0.9. */
  beta1?: Hyperparameter;
  /** Decay of the running mean that is kept; in [0, 1), default 0.99. */
  beta2?: Hyperparameter;
}

/**
 * Lion: every weight moves by the rate, in the sign of an interpolation between running mean and gradient.
 *
 * w ← w − rate · (sign(β₁ m + (1 − β₁) g) + decay · w), then m ← β₂ m + (1 − β₂) g. The decay's default is 0.
 *
 * The paper advises a rate 3 to 10 times smaller, and a decay as many times larger, than for AdamW. optax decays by
 * 0.001 unless told otherwise, Keras by nothing.
 *
 * @throws ValueError if an option is out of range
 * @see Chen et al., 2023. https://arxiv.org/abs/2302.06675
 */
export function lion({
  rate = 1e-4,
  beta1 = 0.9,
  beta2 = 0.99,
  decay = 0,
  mask = () => true,
}: LionOptions = {}): Optimizer {
  requireRange("lion", zeroOrAbove, { rate, decay });
  requireRange("lion", belowOne, { beta1, beta2 });
  const direction = perParameter({
    init: (parameter) => ({ mean: zerosLike(parameter) }),

    update(gradient, state: { readonly mean: Tensor }, { step }) {
      const direction = sign(average(state.mean, gradient, at(beta1, step)));
      return [direction, { mean: average(state.mean, gradient, at(beta2, step)) }];
    },
  });
  return chain(direction, addDecayedWeights({ decay, mask }), sgd({ rate }));
}
