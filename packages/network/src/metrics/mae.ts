import type { MetricOptions, Tensor } from "@chainrule/tensor";
import { difference } from "./internal/difference.ts";
import { weightedMean } from "../weighted.ts";

/**
 * Mean absolute error over all elements: the mean of the loss `meanAbsoluteError`.
 *
 * @param prediction - any shape, e.g. `[rows, outputs]`
 * @param target - same shape and unit
 * @returns a scalar, in that unit
 * @throws ShapeError if the shapes differ
 */
export const mae = (prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions = {}): Tensor =>
  weightedMean(difference("mae", prediction, target).abs(), sampleWeights);
