import { requireSameShape, type Tensor, ValueError } from "@chainrule/tensor";

/**
 * Huber loss: quadratic for small errors, linear for large ones, so outliers pull less.
 *
 * Keras', optax' and PyTorch's `HuberLoss`; the latter's `SmoothL1Loss` is this one divided by delta.
 *
 * @param prediction - any shape, e.g. `[batch, outputs]`
 * @param target - same shape and unit as `prediction`
 * @param options.delta - error where the loss turns linear; > 0, in that unit
 * @returns one loss per element, in that unit squared; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError unless delta > 0
 * @see Huber, 1964. https://doi.org/10.1214/aoms/1177703732
 */
export function huber(prediction: Tensor, target: Tensor, { delta = 1 }: { delta?: number } = {}): Tensor {
  requireSameShape("huber", { prediction, target });
  if (!(delta > 0)) {
    throw new ValueError(`huber: expected delta > 0, received ${delta}. Give the error where the loss turns linear.`);
  }
  const error = prediction.sub(target).abs();
  const inner = error.min(delta);
  // One product for both parts: ½ inner² + delta·(error − inner) would lose the slope of an error far below delta.
  return inner.mul(error.sub(inner.mul(0.5))).named("huber", { prediction, target }, { delta });
}
