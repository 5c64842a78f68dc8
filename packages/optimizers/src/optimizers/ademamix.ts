import { belowOne, type Optimizer, requireRange, type Tensor, zeroOrAbove, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { average } from "../internal/average.ts";
import type { DecayOptions } from "../internal/decayOptions.ts";
import { shortfall } from "../internal/shortfall.ts";
import { addDecayedWeights } from "../transforms/addDecayedWeights.ts";
import { chain } from "../transforms/chain.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { sgd } from "./sgd.ts";

interface AdemamixOptions extends DecayOptions {
  /** Step size; ≥ 0, default 0.001. */
  rate?: Hyperparameter;
  /** Decay of the fast running mean; in [0, 1), default 0.9. */
  beta1?: Hyperparameter;
  /** Decay of the running mean of squares; in [0, 1), default 0.999. */
  beta2?: Hyperparameter;
  /** Decay of the slow running mean; in [0, 1), default 0.9999. */
  beta3?: Hyperparameter;
  /** Weight of the slow mean; ≥ 0, default 5. The paper lets it rise from 0: pass a schedule. */
  alpha?: Hyperparameter;
  /** Keeps the denominator off zero; ≥ 0, default 1e-8. */
  epsilon?: Hyperparameter;
}

interface AdemamixState extends Readonly<Record<string, Tensor>> {
  readonly fast: Tensor;
  readonly slow: Tensor;
  readonly square: Tensor;
}

/**
 * AdEMAMix: AdamW with a second, very slow running mean of gradients, since old gradients stay of use.
 *
 * m₁ ← β₁ m₁ + (1 − β₁) g, m₂ ← β₃ m₂ + (1 − β₃) g, v ← β₂ v + (1 − β₂) g², w ← w − rate · ((m̂₁ + alpha · m₂) / (√v̂
 * + ε) + decay · w); m₂ is not corrected for its bias. The decay's default is 0.
 *
 * @throws ValueError if an option is out of range
 * @see Pagliardini, Ablin & Grangier, 2024. https://arxiv.org/abs/2409.03137
 */
export function ademamix({
  rate = 1e-3,
  beta1 = 0.9,
  beta2 = 0.999,
  beta3 = 0.9999,
  alpha = 5,
  epsilon = 1e-8,
  decay = 0,
  mask = () => true,
}: AdemamixOptions = {}): Optimizer {
  requireRange("ademamix", zeroOrAbove, { rate, alpha, epsilon, decay });
  requireRange("ademamix", belowOne, { beta1, beta2, beta3 });
  const direction = perParameter({
    init: (parameter): AdemamixState => {
      const start = zerosLike(parameter);
      return { fast: start, slow: start, square: start };
    },

    update(gradient, state, { step }) {
      const [fastDecay, squareDecay] = [at(beta1, step), at(beta2, step)];
      const fast = average(state.fast, gradient, fastDecay);
      const slow = average(state.slow, gradient, at(beta3, step));
      const square = average(state.square, gradient.square(), squareDecay);

      const mixed = fast.div(shortfall(fastDecay, step)).add(slow.mul(at(alpha, step)));
      const scale = square.div(shortfall(squareDecay, step)).sqrt().add(at(epsilon, step));
      return [mixed.div(scale), { fast, slow, square }];
    },
  });
  return chain(direction, addDecayedWeights({ decay, mask }), sgd({ rate }));
}
