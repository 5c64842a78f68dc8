import { requireSameShape, type Tensor } from "@chainrule/tensor";
import { lengthOf } from "./internal/length.ts";

/**
 * Root of the mean squared error of a row, √(Σ(p − y)²/n): the distance between prediction and target, in their unit.
 *
 * A mean over rows of this is not the root of the mean over all, which is the metric `rmse`; with one output a row it
 * is the absolute error. Its slope has length 1/√n however small the error is, and is 0 where there is none.
 *
 * @param prediction - `[…, outputs]`
 * @param target - same shape and unit as `prediction`
 * @returns one loss per row, shape `[…]`, in that unit; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 */
export function rootMeanSquaredError(prediction: Tensor, target: Tensor): Tensor {
  const who = "rootMeanSquaredError";
  requireSameShape(who, { prediction, target });
  const outputs = prediction.shape.at(-1) ?? 1;
  const distance = lengthOf(prediction.sub(target)).sum(-1);
  return distance.div(Math.sqrt(outputs)).named(who, { prediction, target });
}
