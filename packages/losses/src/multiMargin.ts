import { oneHot, requireRange, type Tensor, zeroOrAbove } from "@chainrule/tensor";
import { requireLabels } from "./internal/labels.ts";

/**
 * Multi-class margin loss: every other class costs max(0, margin − true + other), and the mean over all classes counts.
 *
 * PyTorch's `MultiMarginLoss` with p = 1 and without class weights.
 *
 * @param prediction - `[…, classes]`: scores, unbounded, e.g. the output of `linear`
 * @param target - `[…]`, int32: the class of each row, 0 to classes − 1
 * @param options.margin - how far the true class has to be above each other, ≥ 0
 * @returns one loss per row, shape `[…]`; reduce with `.mean()` or `.sum()`
 * @throws DTypeError unless target is int32
 * @throws ShapeError unless target has the shape of prediction without its last axis; `[rows, 1]` is refused
 * @throws ValueError unless margin ≥ 0, or if a label whose value is known is out of range
 * @see Weston & Watkins, 1999. https://www.esann.org/sites/default/files/proceedings/legacy/es1999-461.pdf
 */
export function multiMargin(prediction: Tensor, target: Tensor, { margin = 1 }: { margin?: number } = {}): Tensor {
  const who = "multiMargin";
  requireLabels(who, prediction, target, "categoricalHinge");
  requireRange(who, zeroOrAbove, { margin });
  const isTrue = oneHot(target, prediction.shape.at(-1)!, { dtype: "bool" });
  const score = isTrue.where(prediction, 0).sum(-1, { keepDims: true });
  const others = isTrue.where(0, prediction.sub(score).add(margin).max(0));
  return others.mean(-1).named(who, { prediction, target }, { margin });
}
