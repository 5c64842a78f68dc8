import { belowOne, type Optimizer, requireRange } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { mapRecord } from "../internal/record.ts";
import { shortfall } from "../internal/shortfall.ts";
import { stateless } from "../internal/stateless.ts";

/**
 * Divides by 1 − decayᵗ, t = 1 at the first step: what a running average that started at zero lacks.
 *
 * Where decay is a schedule its present value is used, as in PyTorch and optax.
 *
 * @param options.decay - decay of the average, as given to `ema`; in [0, 1), default 0.9
 * @throws ValueError if decay lies outside [0, 1)
 * @see Kingma & Ba, 2014, section 3. https://arxiv.org/abs/1412.6980
 */
export function biasCorrection({ decay = 0.9 }: { decay?: Hyperparameter } = {}): Optimizer {
  requireRange("biasCorrection", belowOne, { decay });
  return stateless((gradients, { step }) => {
    const divisor = shortfall(at(decay, step), step);
    return mapRecord(gradients, (gradient) => gradient.div(divisor));
  });
}
