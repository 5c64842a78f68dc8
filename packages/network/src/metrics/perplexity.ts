import type { MetricOptions, Tensor } from "@chainrule/tensor";
import { logLoss } from "./logLoss.ts";

/**
 * e to the `logLoss`: among how many equally likely classes one would be as uncertain as the prediction is.
 *
 * @param prediction - probabilities: `[…, classes]` in rows that sum to 1; or `[rows]` or `[rows, 1]`, of a yes
 * @param target - same shape: one-hot rows, or 0 and 1 for yes and no; or int32 labels `[…]` for classes
 * @returns a scalar, 1 or above
 * @throws ShapeError, DTypeError if the target is none of these
 * @throws ValueError for a prediction outside 0 to 1 and a label out of range
 */
export const perplexity = (prediction: Tensor, target: Tensor, options: MetricOptions = {}): Tensor =>
  logLoss(prediction, target, options).exp();
