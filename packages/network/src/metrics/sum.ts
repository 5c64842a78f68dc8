import type { Loss, Metric } from "@chainrule/tensor";
import { weightedSum } from "../weighted.ts";

/**
 * The sum of a loss as a metric, such as `sum(halfSquaredError)`.
 *
 * @param loss - one value for each element, or one for each row
 * @returns a metric: the sum over all these values, a scalar in the unit of the loss
 */
export const sum =
  (loss: Loss): Metric =>
  (prediction, target, { sampleWeights } = {}) =>
    weightedSum(loss(prediction, target), sampleWeights);
