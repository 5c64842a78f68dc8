import type { Loss, Metric } from "@chainrule/tensor";
import { weightedMean } from "../weighted.ts";

/**
 * The mean of a loss as a metric: `mean(hinge)`, `mean(klDivergence)`, `mean(poisson)`, `mean(cosineSimilarity)`.
 *
 * @param loss - one value for each element, or one for each row
 * @returns a metric: the mean over all these values, a scalar in the unit of the loss
 */
export const mean =
  (loss: Loss): Metric =>
  (prediction, target, { sampleWeights } = {}) =>
    weightedMean(loss(prediction, target), sampleWeights);
