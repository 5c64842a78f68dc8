import { requireSameShape, type Tensor } from "@chainrule/tensor";
import { requireAmounts } from "./internal/amounts.ts";

/**
 * Squared difference of the logarithms of 1 + p and 1 + y; training takes the mean. For amounts of very different size:
 * twice as much counts about the same whatever the size.
 *
 * Natural logarithm. Keras takes what is below 0 for 1e-7; here it is refused, as scikit-learn does.
 *
 * @param prediction - any shape, e.g. `[batch, outputs]`: 0 or above, e.g. the output of `softplus`
 * @param target - same shape and unit as `prediction`, 0 or above
 * @returns one loss per element; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError if a prediction or target whose value is known is below 0
 */
export function meanSquaredLogarithmicError(prediction: Tensor, target: Tensor): Tensor {
  const who = "meanSquaredLogarithmicError";
  requireSameShape(who, { prediction, target });
  requireAmounts(who, "prediction", prediction);
  requireAmounts(who, "target", target);
  return prediction.log1p().sub(target.log1p()).square().named(who, { prediction, target });
}
