import { requireSameShape, type Tensor } from "@chainrule/tensor";

/**
 * ln cosh(prediction − target): the square of small errors, the size of large ones. Put your own function in its place.
 *
 * @param prediction - any shape, e.g. `[batch, outputs]`
 * @param target - same shape and unit as `prediction`
 * @returns one loss per element; training weighs and reduces
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 */
export function __name__(prediction: Tensor, target: Tensor): Tensor {
  requireSameShape("__name__", { prediction, target });
  const error = prediction.sub(target).abs();
  // cosh overflows beyond 89; |e| + ln(1 + exp(−2|e|)) − ln 2 is the same and does not.
  return error.add(error.mul(-2).softplus()).sub(Math.LN2).named("__name__", { prediction, target });
}
