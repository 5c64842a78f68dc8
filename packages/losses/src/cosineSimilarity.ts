import { requireSameShape, type Tensor } from "@chainrule/tensor";
import { directionOf } from "./internal/length.ts";

/**
 * Cosine of the angle between prediction and target, with its sign changed: −1 where they point the same way, 1 where
 * they point away from each other. Lengths do not count.
 *
 * Keras' loss of this name, which is at −1 when all is well; optax' `cosine_distance` is this one plus 1. A row of
 * zeros has no direction: it gives 0, and no slope.
 *
 * @param prediction - `[…, features]`
 * @param target - same shape
 * @returns one loss per row, shape `[…]`, from −1 to 1; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 */
export function cosineSimilarity(prediction: Tensor, target: Tensor): Tensor {
  requireSameShape("cosineSimilarity", { prediction, target });
  const cosine = directionOf(prediction).mul(directionOf(target)).sum(-1);
  return cosine.neg().named("cosineSimilarity", { prediction, target });
}
