import { requireSameShape, type Tensor } from "@chainrule/tensor";
import { requireSigns } from "./internal/signs.ts";

/**
 * Perceptron loss max(0, −target·prediction): no loss as soon as the score has the sign of the target.
 *
 * @param prediction - any shape: scores, unbounded, e.g. the output of `linear`
 * @param target - same shape: −1 or 1
 * @returns one loss per element; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError if a target whose value is known is neither −1 nor 1
 * @see Rosenblatt, 1958. https://doi.org/10.1037/h0042519
 */
export function perceptron(prediction: Tensor, target: Tensor): Tensor {
  requireSameShape("perceptron", { prediction, target });
  requireSigns("perceptron", target);
  return target.mul(prediction).neg().max(0).named("perceptron", { prediction, target });
}
