import { requireSameShape, requireValues, type Tensor } from "@chainrule/tensor";

/**
 * Absolute error in percent of the target, 100·|p − y|/|y|; training takes the mean.
 *
 * Too low a prediction costs at most 100, too high any number, so it pulls towards low ones. Keras and scikit-learn
 * put a tiny number in place of a target of 0; here it is refused, since that loss says nothing. scikit-learn's has no
 * 100.
 *
 * @param prediction - any shape, e.g. `[batch, outputs]`
 * @param target - same shape and unit as `prediction`; not 0
 * @returns one loss per element, in percent; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError if a target whose value is known is 0
 */
export function meanAbsolutePercentageError(prediction: Tensor, target: Tensor): Tensor {
  const who = "meanAbsolutePercentageError";
  requireSameShape(who, { prediction, target });
  const cure = "Leave such rows out, or take meanAbsoluteError.";
  requireValues(who, target, (value) => value === 0, "target other than 0", cure);
  return prediction.sub(target).div(target).abs().mul(100).named(who, { prediction, target });
}
