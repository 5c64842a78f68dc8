import { requireSameShape, type Tensor } from "@chainrule/tensor";
import { requireSigns } from "./internal/signs.ts";

/**
 * Soft margin loss log(1 + exp(−target·prediction)): a `hinge` without a corner, never quite 0.
 *
 * For scores and targets −1 or 1 the same as `binaryCrossentropy` of their sigmoid and targets 0 or 1. PyTorch's
 * `SoftMarginLoss`.
 *
 * @param prediction - any shape: scores, unbounded, e.g. the output of `linear`
 * @param target - same shape: −1 or 1
 * @returns one loss per element; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError if a target whose value is known is neither −1 nor 1
 */
export function softMargin(prediction: Tensor, target: Tensor): Tensor {
  requireSameShape("softMargin", { prediction, target });
  requireSigns("softMargin", target);
  return target.mul(prediction).neg().softplus().named("softMargin", { prediction, target });
}
