import { requireSameShape, type Tensor } from "@chainrule/tensor";

/**
 * Absolute error; training takes the mean. Outliers pull no harder than anything else.
 *
 * The slope is −1 or 1, and 0 where prediction and target are equal.
 *
 * @param prediction - any shape, e.g. `[batch, outputs]`
 * @param target - same shape and unit as `prediction`
 * @returns one loss per element, in that unit; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 */
export function meanAbsoluteError(prediction: Tensor, target: Tensor): Tensor {
  requireSameShape("meanAbsoluteError", { prediction, target });
  return prediction.sub(target).abs().named("meanAbsoluteError", { prediction, target });
}
