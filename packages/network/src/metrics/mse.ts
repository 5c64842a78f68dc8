import type { MetricOptions, Tensor } from "@chainrule/tensor";
import { difference } from "./internal/difference.ts";
import { weightedMean } from "../weighted.ts";

/**
 * Mean squared error over all elements: the mean of the loss `meanSquaredError`.
 *
 * @param prediction - any shape, e.g. `[rows, outputs]`
 * @param target - same shape and unit
 * @returns a scalar, in that unit squared
 * @throws ShapeError if the shapes differ
 */
export const mse = (prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions = {}): Tensor =>
  weightedMean(difference("mse", prediction, target).square(), sampleWeights);
