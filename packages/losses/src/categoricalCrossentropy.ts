import { requireRange, type Tensor, zeroToOne } from "@chainrule/tensor";
import { requireDistributions, requireProbabilities, requireRows } from "./internal/probabilities.ts";

/**
 * Cross-entropy −Σ y·log p over the classes, for outputs of which exactly one is true.
 *
 * Natural logarithm; 0·log 0 is 0. PyTorch's and optax' take scores; this takes probabilities and loses nothing by it:
 * in a traced function log softmax is rewritten to its stable form. Keras divides each row by its sum first; here a row
 * that does not sum to 1 is refused. Reductions: PyTorch and TensorFlow.js take the mean over the rows, Keras divides
 * their sum by the batch size, optax gives the rows; so does this, and training takes the mean.
 *
 * @param prediction - `[…, classes]`: probabilities that sum to 1 over the last axis, e.g. the output of `softmax`
 * @param target - same shape: the probabilities meant, e.g. one-hot rows
 * @param options.labelSmoothing - share of the target that is spread evenly over all classes, 0 to 1
 * @returns one loss per row, shape `[…]`; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError if labelSmoothing is outside 0 to 1, or a prediction or target whose value is known, or if such a
 *   row of predictions does not sum to 1 (within 0.02)
 * @see Szegedy et al., 2015 (label smoothing). https://arxiv.org/abs/1512.00567
 */
export function categoricalCrossentropy(
  prediction: Tensor,
  target: Tensor,
  { labelSmoothing = 0 }: { labelSmoothing?: number } = {},
): Tensor {
  const who = "categoricalCrossentropy";
  requireRows(who, prediction, target);
  requireDistributions(who, prediction);
  requireProbabilities(who, "target", target);
  requireRange(who, zeroToOne, { labelSmoothing });
  const share = labelSmoothing / (prediction.shape.at(-1) ?? 1);
  const smoothed = target.mul(1 - labelSmoothing).add(share);
  return smoothed.xlogy(prediction).sum(-1).neg().named(who, { prediction, target }, { labelSmoothing });
}
