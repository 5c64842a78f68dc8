import { requireSameShape, type Tensor } from "@chainrule/tensor";

/**
 * Squared error; training takes the mean.
 *
 * PyTorch's `mse_loss` and Keras' `mean_squared_error` after their means; optax' `squared_error`. Without ½: see
 * `halfSquaredError`.
 *
 * @param prediction - any shape, e.g. `[batch, outputs]`
 * @param target - same shape and unit as `prediction`
 * @returns one loss per element, in that unit squared; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 */
export function meanSquaredError(prediction: Tensor, target: Tensor): Tensor {
  requireSameShape("meanSquaredError", { prediction, target });
  return prediction.sub(target).square().named("meanSquaredError", { prediction, target });
}
