import { aboveZero, type Optimizer, requireRange } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { mapRecord } from "../internal/record.ts";
import { shrinkFactor } from "../internal/shrinkFactor.ts";
import { stateless } from "../internal/stateless.ts";

/**
 * Shortens each gradient that is longer than the limit to the limit, each tensor by itself. NaN or ∞ in one
 * makes all of it NaN.
 *
 * @param options.limit - largest Euclidean length of a tensor; > 0
 * @throws ValueError if the limit is not above 0
 * @see `clipByGlobalNorm`, which keeps the direction over all tensors
 */
export function clipByNorm({ limit }: { limit: Hyperparameter }): Optimizer {
  requireRange("clipByNorm", aboveZero, { limit });
  return stateless((gradients, { step }) =>
    mapRecord(gradients, (gradient) => gradient.mul(shrinkFactor([gradient], at(limit, step)))),
  );
}
