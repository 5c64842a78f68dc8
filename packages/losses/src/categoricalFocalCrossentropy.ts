import { requireRange, requireSameShape, type Tensor, zeroOrAbove } from "@chainrule/tensor";
import { requireDistributions, requireProbabilities } from "./internal/probabilities.ts";

/**
 * Focal loss −Σ y·(1 − p)^γ·log p over the classes: a `categoricalCrossentropy` that rows which are nearly right
 * already hardly count in.
 *
 * With gamma 0 it is the cross-entropy. Keras multiplies it by α = 0.25 unless told otherwise, which only scales the
 * rate; here a weight of a class is for the training to give.
 *
 * @param prediction - `[…, classes]`: probabilities that sum to 1 over the last axis, e.g. the output of `softmax`
 * @param target - same shape: the probabilities meant, e.g. one-hot rows
 * @param options.gamma - how fast what is right stops to count, ≥ 0
 * @returns one loss per row, shape `[…]`; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError unless gamma ≥ 0, or if a prediction or target whose value is known is outside 0 to 1, or such a
 *   row of predictions does not sum to 1 (within 0.02)
 * @see Lin et al., 2017. https://arxiv.org/abs/1708.02002
 */
export function categoricalFocalCrossentropy(
  prediction: Tensor,
  target: Tensor,
  { gamma = 2 }: { gamma?: number } = {},
): Tensor {
  const who = "categoricalFocalCrossentropy";
  requireSameShape(who, { prediction, target });
  requireDistributions(who, prediction);
  requireProbabilities(who, "target", target);
  requireRange(who, zeroOrAbove, { gamma });
  const weights = target.mul(prediction.neg().add(1).pow(gamma));
  // 0·∞ is 0 here, in the loss and in its slope.
  const terms = target.equal(0).where(0, weights.mul(prediction.log()));
  return terms.sum(-1).neg().named(who, { prediction, target }, { gamma });
}
