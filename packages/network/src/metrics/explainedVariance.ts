import type { MetricOptions, Tensor } from "@chainrule/tensor";
import { difference } from "./internal/difference.ts";
import { explained } from "./internal/explained.ts";
import { variance } from "./internal/moments.ts";

/**
 * How much of the target's variance the prediction explains: 1 − variance of the errors / variance of the target. It
 * forgives an error that is the same in all rows, which `r2` does not.
 *
 * Of several outputs the mean. Where a target never changes: 1 if the errors do not either, else 0, as in scikit-learn.
 *
 * @param prediction - `[rows]` or `[rows, outputs]`
 * @param target - same shape and unit
 * @returns a scalar, at most 1
 * @throws ShapeError if the shapes differ
 */
export const explainedVariance = (prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions = {}): Tensor =>
  explained(
    variance(difference("explainedVariance", prediction, target), sampleWeights),
    variance(target, sampleWeights),
  );
