import { type MetricOptions, requireValues, type Tensor } from "@chainrule/tensor";
import { difference } from "./internal/difference.ts";
import { weightedMean } from "../weighted.ts";

/**
 * Mean squared logarithmic error over all elements: (ln(1 + prediction) − ln(1 + target))², for amounts whose ratio
 * counts more than their difference.
 *
 * Nothing is cut off: Keras takes negative numbers as 1e-7.
 *
 * @param prediction - any shape, e.g. `[rows, outputs]`; above −1
 * @param target - same shape and unit; above −1
 * @returns a scalar
 * @throws ShapeError if the shapes differ; ValueError for a number that is −1 or below
 */
export function msle(prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions = {}): Tensor {
  for (const [name, x] of Object.entries({ prediction, target })) {
    const cure = "End the network with softplus, or take mse.";
    requireValues("msle", x, (value) => value <= -1, `${name} above −1`, cure);
  }
  return weightedMean(difference("msle", prediction.log1p(), target.log1p()).square(), sampleWeights);
}
