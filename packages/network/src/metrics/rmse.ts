import type { MetricOptions, Tensor } from "@chainrule/tensor";
import { difference } from "./internal/difference.ts";
import { weightedMean } from "../weighted.ts";

/**
 * Root of the mean squared error over all elements, as in Keras. Of several outputs scikit-learn takes the root of each
 * and then the mean.
 *
 * @param prediction - any shape, e.g. `[rows, outputs]`
 * @param target - same shape and unit
 * @returns a scalar, in that unit
 * @throws ShapeError if the shapes differ
 */
export const rmse = (prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions = {}): Tensor =>
  weightedMean(difference("rmse", prediction, target).square(), sampleWeights).sqrt();
