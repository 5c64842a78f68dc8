import { oneHot, type Tensor } from "@chainrule/tensor";
import { requireLabels } from "./internal/labels.ts";
import { requireDistributions } from "./internal/probabilities.ts";

/**
 * Cross-entropy −log p[label], for outputs of which exactly one is true, with the number of the true one as target.
 *
 * The same as `categoricalCrossentropy` with one-hot rows. Natural logarithm.
 *
 * @param prediction - `[…, classes]`: probabilities that sum to 1 over the last axis, e.g. the output of `softmax`
 * @param target - `[…]`, int32: the class of each row, 0 to classes − 1
 * @returns one loss per row, shape `[…]`; reduce with `.mean()` or `.sum()`
 * @throws DTypeError unless target is int32
 * @throws ShapeError unless target has the shape of prediction without its last axis; `[rows, 1]` is refused
 * @throws ValueError if a label whose value is known is out of range, or a row of predictions does not sum to 1
 */
export function sparseCategoricalCrossentropy(prediction: Tensor, target: Tensor): Tensor {
  const who = "sparseCategoricalCrossentropy";
  requireLabels(who, prediction, target, "categoricalCrossentropy");
  requireDistributions(who, prediction);
  const truth = oneHot(target, prediction.shape.at(-1)!, { dtype: prediction.dtype });
  return truth.xlogy(prediction).sum(-1).neg().named(who, { prediction, target });
}
