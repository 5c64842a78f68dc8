import { requireRange, requireSameShape, type Tensor, zeroOrAbove } from "@chainrule/tensor";
import { requireAmounts } from "./internal/amounts.ts";
import { requireSigns } from "./internal/signs.ts";

/**
 * For a distance that is to be small where target is 1, and beyond a margin where it is −1: the distance, or
 * max(0, margin − distance).
 *
 * PyTorch's `HingeEmbeddingLoss`, with the same default.
 *
 * @param prediction - any shape: distances, ≥ 0
 * @param target - same shape: 1 for what is alike, −1 for what is not
 * @param options.margin - distance from which on what is not alike costs nothing, ≥ 0
 * @returns one loss per element, in the unit of the distance; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError unless margin ≥ 0, or if a prediction whose value is known is below 0 or such a target neither −1
 *   nor 1
 */
export function hingeEmbedding(prediction: Tensor, target: Tensor, { margin = 1 }: { margin?: number } = {}): Tensor {
  const who = "hingeEmbedding";
  requireSameShape(who, { prediction, target });
  requireAmounts(who, "prediction", prediction);
  requireSigns(who, target);
  requireRange(who, zeroOrAbove, { margin });
  const apart = prediction.neg().add(margin).max(0);
  return target.greater(0).where(prediction, apart).named(who, { prediction, target }, { margin });
}
