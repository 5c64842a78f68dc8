import { requireSameShape, type Tensor } from "@chainrule/tensor";

/**
 * Half the squared error, whose slope is the error itself: the ½(p − y)² of textbooks, optax' `l2_loss`.
 *
 * @param prediction - any shape, e.g. `[batch, outputs]`
 * @param target - same shape and unit as `prediction`
 * @returns one loss per element, in that unit squared; the textbook's E = ½Σ(p − y)² is its `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 */
export function halfSquaredError(prediction: Tensor, target: Tensor): Tensor {
  requireSameShape("halfSquaredError", { prediction, target });
  const error = prediction.sub(target);
  // Halved before it is squared: the square alone would overflow sooner than the loss does.
  return error.mul(0.5).mul(error).named("halfSquaredError", { prediction, target });
}
