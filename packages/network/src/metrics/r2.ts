import type { Tensor } from "@chainrule/tensor";
import { difference } from "./internal/difference.ts";
import { explained } from "./internal/explained.ts";

/**
 * Coefficient of determination: how much of the target's variance the prediction explains. 1 is perfect, 0 no better
 * than the mean of the targets, below 0 worse.
 *
 * Of several outputs the mean, as in scikit-learn and Keras. Where a target never changes: 1 if all are hit, else 0, as
 * in scikit-learn.
 *
 * @param prediction - `[rows]` or `[rows, outputs]`
 * @param target - same shape and unit
 * @returns a scalar, at most 1
 * @throws ShapeError if the shapes differ
 */
export function r2(prediction: Tensor, target: Tensor): Tensor {
  const missed = difference("r2", prediction, target).square().sum(0);
  return explained(missed, target.sub(target.mean(0)).square().sum(0));
}
