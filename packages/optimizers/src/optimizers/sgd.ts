import { type Optimizer, requireNames, requireRange, zeroOrAbove } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { mapRecord } from "../internal/record.ts";
import { stateless } from "../internal/stateless.ts";

/**
 * Gradient descent: w ← w − rate · g. No memory.
 *
 * For momentum see `momentum` and `nesterov`; for weight decay put `addDecayedWeights` before it in a `chain`.
 *
 * @param options.rate - step size; ≥ 0, default 0.01
 * @throws ValueError if the rate is negative or not finite
 */
export function sgd(options: { rate?: Hyperparameter } = {}): Optimizer {
  requireNames("sgd", options, ["rate"]);
  const { rate = 0.01 } = options;
  requireRange("sgd", zeroOrAbove, { rate });
  return stateless((gradients, { step }) => {
    const factor = at(rate, step);
    return mapRecord(gradients, (gradient) => gradient.mul(factor).neg());
  });
}
