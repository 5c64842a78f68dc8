import { requireSameShape, type Tensor } from "@chainrule/tensor";
import { requireProbabilities } from "./internal/probabilities.ts";

/**
 * Categorical hinge loss max(0, 1 + best − true): no loss once the score of the true class is 1 above the best other.
 *
 * optax' `multiclass_hinge_loss`. Keras' takes 0 for the best other where all of them are below 0, which only
 * scores above 0, such as probabilities, never notice.
 *
 * @param prediction - `[…, classes]`: scores, unbounded, e.g. the output of `linear`
 * @param target - same shape: one-hot rows
 * @returns one loss per row, shape `[…]`; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError if a target whose value is known is outside 0 to 1
 * @see Crammer & Singer, 2001. https://www.jmlr.org/papers/v2/crammer01a.html
 */
export function categoricalHinge(prediction: Tensor, target: Tensor): Tensor {
  const who = "categoricalHinge";
  requireSameShape(who, { prediction, target });
  requireProbabilities(who, "target", target);
  const isTrue = target.greater(0.5);
  const best = isTrue.where(-Infinity, prediction).reduceMax(-1);
  const score = isTrue.where(prediction, 0).sum(-1);
  return best.sub(score).add(1).max(0).named(who, { prediction, target });
}
