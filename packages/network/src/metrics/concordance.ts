import { type MetricOptions, requireSameShape, type Tensor } from "@chainrule/tensor";
import { covariance, variance } from "./internal/moments.ts";
import { weightedMean } from "../weighted.ts";

/**
 * Lin's concordance: how close prediction and target lie to each other over the rows, as a correlation that also counts
 * shift and scale. 1 only if they are equal.
 *
 * 2·covariance / (both variances + the squared difference of the means), with division by the number of rows. Of
 * several outputs the mean. 1 where both are one and the same number throughout.
 *
 * @param prediction - `[rows]` or `[rows, outputs]`
 * @param target - same shape and unit
 * @returns a scalar from −1 to 1
 * @throws ShapeError if the shapes differ
 * @see Lin, 1989. https://doi.org/10.2307/2532051
 */
export function concordance(prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions = {}): Tensor {
  requireSameShape("concordance", { prediction, target });
  const apart = weightedMean(prediction.sub(target), sampleWeights, 0).square();
  const whole = variance(prediction, sampleWeights).add(variance(target, sampleWeights)).add(apart);
  return whole
    .equal(0)
    .where(1, covariance(prediction, target, sampleWeights).mul(2).div(whole))
    .mean();
}
