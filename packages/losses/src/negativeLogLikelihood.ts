import { oneHot, requireValues, type Tensor } from "@chainrule/tensor";
import { requireLabels } from "./internal/labels.ts";

/**
 * The logarithm that the true class got, with its sign changed: cross-entropy for a network that ends in `logSoftmax`.
 *
 * PyTorch's `nll_loss`. The one loss that takes logarithms of probabilities; with `softmax` at the end take
 * `sparseCategoricalCrossentropy`, which is as exact.
 *
 * @param prediction - `[…, classes]`: logarithms of probabilities, e.g. the output of `logSoftmax`
 * @param target - `[…]`, int32: the class of each row, 0 to classes − 1
 * @returns one loss per row, shape `[…]`; reduce with `.mean()` or `.sum()`
 * @throws DTypeError unless target is int32
 * @throws ShapeError unless target has the shape of prediction without its last axis; `[rows, 1]` is refused
 * @throws ValueError if a label whose value is known is out of range, or such a row of predictions is no logarithm of
 *   probabilities that sum to 1 (within 0.02)
 */
export function negativeLogLikelihood(prediction: Tensor, target: Tensor): Tensor {
  const who = "negativeLogLikelihood";
  requireLabels(who, prediction, target);
  const isWrong = (sum: number): boolean => Math.abs(sum - 1) > 0.02;
  const expected = "exp of each row of prediction to sum to 1";
  requireValues(who, prediction.exp().sum(-1), isWrong, expected, "End the network with logSoftmax.");
  const isTrue = oneHot(target, prediction.shape.at(-1)!, { dtype: "bool" });
  // Chosen, not multiplied by 0: the other classes may have −∞.
  return isTrue.where(prediction, 0).sum(-1).neg().named(who, { prediction, target });
}
