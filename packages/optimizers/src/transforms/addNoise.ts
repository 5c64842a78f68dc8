import { normal, type Optimizer, requireRange, zeroOrAbove } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { perParameter } from "./perParameter.ts";

/**
 * Adds normal noise to the gradients, independent for each element, drawn from the key of the step.
 *
 * The paper lets the variance fall as η / (1 + t)^γ, which is optax's `add_noise(eta, gamma)`: pass the schedule
 * `(step) => step.add(1).pow(-γ / 2).mul(Math.sqrt(η))`.
 *
 * @param options.deviation - standard deviation; ≥ 0
 * @throws ValueError if the deviation is negative or not finite
 * @see Neelakantan et al., 2015. https://arxiv.org/abs/1511.06807
 */
export function addNoise({ deviation }: { deviation: Hyperparameter }): Optimizer {
  requireRange("addNoise", zeroOrAbove, { deviation });
  return perParameter({
    init: () => ({}),

    update(gradient, state, { step, key }) {
      const noise = normal(key, gradient.shape, { dtype: gradient.dtype });
      return [gradient.add(noise.mul(at(deviation, step))), state];
    },
  });
}
