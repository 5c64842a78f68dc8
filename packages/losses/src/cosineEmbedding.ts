import { requireRange, type Tensor, zeroToOne } from "@chainrule/tensor";
import { directionOf } from "./internal/length.ts";
import { partsOf } from "./internal/parts.ts";
import { requireSigns } from "./internal/signs.ts";

/**
 * For pairs that are to point the same way where target is 1, and not where it is −1: 1 − cos, or max(0, cos − margin).
 *
 * PyTorch's `CosineEmbeddingLoss`, with the same default; there the two are apart. Two calls of one network on pairs
 * `[rows, 2, features]` give what this takes.
 *
 * @param prediction - `[…, 2, features]`: the two of each pair
 * @param target - `[…]`: 1 for what is alike, −1 for what is not
 * @param options.margin - cosine up to which what is not alike costs nothing, 0 to 1
 * @returns one loss per pair, shape `[…]`; reduce with `.mean()` or `.sum()`
 * @throws ShapeError unless the shapes are so
 * @throws ValueError unless 0 ≤ margin ≤ 1, or if a target whose value is known is neither −1 nor 1
 */
export function cosineEmbedding(prediction: Tensor, target: Tensor, { margin = 0 }: { margin?: number } = {}): Tensor {
  const who = "cosineEmbedding";
  const [first, second] = partsOf(who, prediction, target, ["first", "second"]);
  requireSigns(who, target);
  requireRange(who, zeroToOne, { margin });
  const cosine = directionOf(first!).mul(directionOf(second!)).sum(-1);
  const alike = cosine.neg().add(1);
  return target.greater(0).where(alike, cosine.sub(margin).max(0)).named(who, { prediction, target }, { margin });
}
