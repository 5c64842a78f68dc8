import { requireSameShape, type Tensor } from "@chainrule/tensor";
import { requireSigns } from "./internal/signs.ts";

/**
 * Squared hinge loss max(0, 1 − target·prediction)²: like `hinge` without its corner, harder on scores far off.
 *
 * @param prediction - any shape: scores, unbounded, e.g. the output of `linear`
 * @param target - same shape: −1 or 1. Keras also takes 0 and 1 and maps them; here 0 is refused: write
 *   `.mul(2).sub(1)`
 * @returns one loss per element; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError if a target whose value is known is neither −1 nor 1
 */
export function squaredHinge(prediction: Tensor, target: Tensor): Tensor {
  requireSameShape("squaredHinge", { prediction, target });
  requireSigns("squaredHinge", target);
  return target.mul(prediction).neg().add(1).max(0).square().named("squaredHinge", { prediction, target });
}
