import { finite, type Optimizer, requireRange } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { mapRecord } from "../internal/record.ts";
import { stateless } from "../internal/stateless.ts";

/**
 * Multiplies by a factor that may change from step to step, of either sign; it does not turn the direction by itself.
 *
 * @param schedule - a schedule, or a number
 * @throws ValueError if a number is not finite
 */
export function scaleBySchedule(schedule: Hyperparameter): Optimizer {
  requireRange("scaleBySchedule", finite, { schedule });
  return stateless((gradients, { step }) => {
    const factor = at(schedule, step);
    return mapRecord(gradients, (gradient) => gradient.mul(factor));
  });
}
