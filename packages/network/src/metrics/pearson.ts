import { type MetricOptions, requireSameShape, type Tensor } from "@chainrule/tensor";
import { covariance, variance } from "./internal/moments.ts";
import { ratio } from "./internal/ratio.ts";

/**
 * Pearson's correlation between prediction and target over the rows: 1 if one is a rising straight line of the other,
 * 0 if neither helps to tell the other so, −1 for a falling line. Shift and scale do not count.
 *
 * Of several outputs the mean. 0 where prediction or target never changes; SciPy gives NaN there. Keras' takes the
 * correlation along the last axis instead.
 *
 * @param prediction - `[rows]` or `[rows, outputs]`
 * @param target - same shape
 * @returns a scalar from −1 to 1
 * @throws ShapeError if the shapes differ
 */
export function pearson(prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions = {}): Tensor {
  requireSameShape("pearson", { prediction, target });
  // The roots one by one: the product of two variances overflows sooner.
  const deviations = variance(prediction, sampleWeights).sqrt().mul(variance(target, sampleWeights).sqrt());
  return ratio(covariance(prediction, target, sampleWeights), deviations).mean();
}
