import { aboveZero, requireRange, requireSameShape, type Tensor } from "@chainrule/tensor";
import { huber } from "./huber.ts";

/**
 * Absolute error with a rounded corner: quadratic up to beta, then |p − y| − β/2.
 *
 * PyTorch's `SmoothL1Loss`, with the same default. It is `huber` divided by beta: far out the slope is 1 whatever beta
 * is.
 *
 * @param prediction - any shape, e.g. `[batch, outputs]`
 * @param target - same shape and unit as `prediction`
 * @param options.beta - error where the loss turns linear; > 0, in that unit
 * @returns one loss per element, in that unit; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError unless beta > 0
 * @see Girshick, 2015 (Fast R-CNN). https://arxiv.org/abs/1504.08083
 */
export function smoothL1(prediction: Tensor, target: Tensor, { beta = 1 }: { beta?: number } = {}): Tensor {
  requireSameShape("smoothL1", { prediction, target });
  requireRange("smoothL1", aboveZero, { beta });
  return huber(prediction, target, { delta: beta }).div(beta).named("smoothL1", { prediction, target }, { beta });
}
