import { type MetricOptions, requireSameShape, requireValues, type Tensor } from "@chainrule/tensor";
import { isBinary, oneHotTargets } from "./internal/classes.ts";
import { weightedMean } from "../weighted.ts";

/**
 * The mean cross-entropy, −log of the probability that was given to what is true: the mean of the losses
 * `binaryCrossentropy`, `categoricalCrossentropy` or `sparseCategoricalCrossentropy`, as the shapes say.
 *
 * Natural logarithm; 0·log 0 is 0, and a prediction that is certain and wrong costs ∞ (scikit-learn cuts it off).
 *
 * @param prediction - probabilities: `[…, classes]` in rows that sum to 1; or `[rows]` or `[rows, 1]`, of a yes
 * @param target - same shape: one-hot rows, or 0 and 1 for yes and no; or int32 labels `[…]` for classes
 * @returns a scalar, 0 or above
 * @throws ShapeError, DTypeError if the target is none of these
 * @throws ValueError for a prediction outside 0 to 1 and a label out of range
 */
export function logLoss(prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions = {}): Tensor {
  const cure = "End the network with sigmoid or softmax.";
  requireValues("logLoss", prediction, (value) => value < 0 || value > 1, "prediction from 0 to 1", cure);
  if (isBinary(prediction)) {
    requireSameShape("logLoss", { prediction, target });
    const yes = target.cast(prediction.dtype);
    const each = yes.xlogy(prediction).add(yes.neg().add(1).xlog1py(prediction.neg())).neg();
    return weightedMean(each, sampleWeights);
  }
  const each = oneHotTargets("logLoss", prediction, target).xlogy(prediction).sum(-1).neg();
  return weightedMean(each, sampleWeights);
}
