import { belowOne, type Optimizer, requireRange, type Tensor, zeroOrAbove, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { average } from "../internal/average.ts";
import type { DecayOptions } from "../internal/decayOptions.ts";
import { addDecayedWeights } from "../transforms/addDecayedWeights.ts";
import { chain } from "../transforms/chain.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { sgd } from "./sgd.ts";

interface AdoptOptions extends DecayOptions {
  /** Step size; ≥ 0, default 0.001. */
  rate?: Hyperparameter;
  /** Decay of the running mean of scaled gradients; in [0, 1), default 0.9. */
  beta1?: Hyperparameter;
  /** Decay of the running mean of squares; in [0, 1), default 0.9999. */
  beta2?: Hyperparameter;
  /** Smallest divisor; ≥ 0, default 1e-6. */
  epsilon?: Hyperparameter;
}

interface AdoptState extends Readonly<Record<string, Tensor>> {
  readonly mean: Tensor;
  readonly square: Tensor;
}

/**
 * ADOPT: Adam that converges whatever β₂: it divides by the mean square of earlier gradients only, before averaging.
 *
 * u = g / max(√v, ε) clipped to ±(t − 1)^¼,  m ← β₁ m + (1 − β₁) u,  w ← w − rate · (m + decay · w),
 * v ← β₂ v + (1 − β₂) g². The first step only measures: v ← g². The decay's default is 0.
 *
 * The authors' later form, with clipping, as in optax and in the authors' code.
 *
 * @throws ValueError if an option is out of range
 * @see Taniguchi et al., 2024. https://arxiv.org/abs/2411.02853
 */
export function adopt({
  rate = 1e-3,
  beta1 = 0.9,
  beta2 = 0.9999,
  epsilon = 1e-6,
  decay = 0,
  mask = () => true,
}: AdoptOptions = {}): Optimizer {
  requireRange("adopt", zeroOrAbove, { rate, epsilon, decay });
  requireRange("adopt", belowOne, { beta1, beta2 });
  const direction = perParameter({
    init: (parameter): AdoptState => ({ mean: zerosLike(parameter), square: zerosLike(parameter) }),

    update(gradient, state, { step }) {
      const first = step.equal(1);
      const limit = step.sub(1).sqrt().sqrt();
      const scaled = gradient
        .div(state.square.sqrt().max(at(epsilon, step)))
        .max(limit.neg())
        .min(limit);
      const mean = average(state.mean, scaled, at(beta1, step));
      const square = average(state.square, gradient.square(), at(beta2, step));
      return [mean, { mean, square: first.where(gradient.square(), square) }];
    },
  });
  // At the first step the limit is 0, so that nothing moves but by the decay.
  return chain(direction, addDecayedWeights({ decay, mask }), sgd({ rate }));
}
