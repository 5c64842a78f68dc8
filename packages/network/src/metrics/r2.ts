import type { MetricOptions, Tensor } from "@chainrule/tensor";
import { difference } from "./internal/difference.ts";
import { explained } from "./internal/explained.ts";
import { weightedMean, weightedSum } from "../weighted.ts";

/**
 * Coefficient of determination: how much of the target's variance the prediction explains. 1 is perfect, 0 no better
 * than the mean of the targets, below 0 worse.
 *
 * Of several outputs the mean, as in scikit-learn and Keras. Where a target never changes: 1 if all are hit, else 0, as
 * in scikit-learn.
 *
 * @param prediction - `[rows]` or `[rows, outputs]`
 * @param target - same shape and unit
 * @returns a scalar, at most 1
 * @throws ShapeError if the shapes differ
 */
export function r2(prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions = {}): Tensor {
  const missed = weightedSum(difference("r2", prediction, target).square(), sampleWeights, 0);
  const mean = weightedMean(target, sampleWeights, 0);
  return explained(missed, weightedSum(target.sub(mean).square(), sampleWeights, 0));
}
