import { type Optimizer, requireRange, zeroOrAbove } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { mapRecord, parameterOf } from "../internal/record.ts";
import { stateless } from "../internal/stateless.ts";
import type { Mask } from "../mask.ts";

interface DecayOptions {
  /** Share of the weights that is added; ≥ 0. */
  decay: Hyperparameter;
  /** Which parameters decay; default all. */
  mask?: Mask;
}

/**
 * Adds decay · w to the gradients: the slope of the penalty ½ decay ‖w‖².
 *
 * Put it before the optimizer in a `chain`. That is `weight_decay` of PyTorch's SGD and Adam. For decay that Adam does
 * not rescale take `adamw`.
 *
 * @throws ValueError if decay is negative or not finite
 */
export function addDecayedWeights({ decay, mask = () => true }: DecayOptions): Optimizer {
  requireRange("addDecayedWeights", zeroOrAbove, { decay });
  return stateless((gradients, { parameters, step }) => {
    const share = at(decay, step);
    return mapRecord(gradients, (gradient, name) => {
      const parameter = parameterOf(parameters, name);
      return mask(name, parameter) ? gradient.add(parameter.mul(share)) : gradient;
    });
  });
}
