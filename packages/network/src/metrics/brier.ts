import { type MetricOptions, requireSameShape, requireValues, type Tensor } from "@chainrule/tensor";
import { isBinary, oneHotTargets } from "./internal/classes.ts";
import { weightedMean } from "../weighted.ts";

/**
 * Brier's score: the mean squared distance between the probabilities that were given and what came true. 0 is perfect;
 * it rewards probabilities that are neither too bold nor too shy.
 *
 * For yes and no (p − y)², from 0 to 1, as in scikit-learn; for classes the sum of these over the classes, from 0 to 2,
 * as Brier has it.
 *
 * @param prediction - probabilities: `[…, classes]`; or `[rows]` or `[rows, 1]`, of a yes
 * @param target - same shape: one-hot rows, or 0 and 1 for yes and no; or int32 labels `[…]` for classes
 * @returns a scalar
 * @throws ShapeError, DTypeError if the target is none of these
 * @throws ValueError for a prediction outside 0 to 1 and a label out of range
 * @see Brier, 1950. https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2
 */
export function brier(prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions = {}): Tensor {
  const cure = "End the network with sigmoid or softmax.";
  requireValues("brier", prediction, (value) => !(value >= 0 && value <= 1), "prediction from 0 to 1", cure);
  if (isBinary(prediction)) {
    requireSameShape("brier", { prediction, target });
    return weightedMean(prediction.sub(target.cast(prediction.dtype)).square(), sampleWeights);
  }
  const each = prediction
    .sub(oneHotTargets("brier", prediction, target))
    .square()
    .sum(-1);
  return weightedMean(each, sampleWeights);
}
