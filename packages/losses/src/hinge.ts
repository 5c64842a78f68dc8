import { requireSameShape, type Tensor } from "@chainrule/tensor";
import { requireSigns } from "./internal/signs.ts";

/**
 * Hinge loss max(0, 1 − target·prediction): no loss once the score has the sign of the target and is beyond 1.
 *
 * The slope with respect to the prediction is −target, and 0 from target·prediction = 1 on.
 *
 * @param prediction - any shape: scores, unbounded, e.g. the output of `linear`
 * @param target - same shape: −1 or 1, as in optax. Keras also takes 0 and 1 and maps them; here 0 is refused, since it
 *   would mean a loss of 1 whatever the prediction: write `.mul(2).sub(1)`
 * @returns one loss per element; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError if a target whose value is known is neither −1 nor 1
 * @see Cortes & Vapnik, 1995. https://doi.org/10.1007/BF00994018
 */
export function hinge(prediction: Tensor, target: Tensor): Tensor {
  requireSameShape("hinge", { prediction, target });
  requireSigns("hinge", target);
  return target.mul(prediction).neg().add(1).max(0).named("hinge", { prediction, target });
}
