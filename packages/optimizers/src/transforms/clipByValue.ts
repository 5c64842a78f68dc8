import { aboveZero, type Operand, type Optimizer, requireRange } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { mapRecord } from "../internal/record.ts";
import { stateless } from "../internal/stateless.ts";

/**
 * Clips every element of the gradients to [−limit, limit], which may turn their direction. NaN stays NaN.
 *
 * @param options.limit - largest size of an element; > 0
 * @throws ValueError if the limit is not above 0
 */
export function clipByValue({ limit }: { limit: Hyperparameter }): Optimizer {
  requireRange("clipByValue", aboveZero, { limit });
  return stateless((gradients, { step }) => {
    const high = at(limit, step);
    return mapRecord(gradients, (gradient) => gradient.max(negative(high)).min(high));
  });
}

const negative = (x: Operand): Operand => (typeof x === "number" ? -x : x.neg());
