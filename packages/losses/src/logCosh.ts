import { requireSameShape, type Tensor } from "@chainrule/tensor";

/**
 * Logarithm of the hyperbolic cosine of the error: half its square near zero, |p − y| − log 2 far out. A `huber`
 * without a seam; the slope is tanh(p − y).
 *
 * @param prediction - any shape, e.g. `[batch, outputs]`
 * @param target - same shape as `prediction`; scale both so that errors are about 1
 * @returns one loss per element; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 */
export function logCosh(prediction: Tensor, target: Tensor): Tensor {
  requireSameShape("logCosh", { prediction, target });
  const size = prediction.sub(target).abs();
  // Two forms: cosh overflows far out, and near zero |e| + log(1 + exp(−2|e|)) − log 2 has lost all digits.
  const near = size.min(1).tanh().square().neg().log1p().mul(-0.5);
  const far = size.add(size.mul(-2).softplus()).sub(Math.LN2);
  return size.less(1).where(near, far).named("logCosh", { prediction, target });
}
