import {
  formatShape,
  refuse,
  requireRange,
  requireSameShape,
  ShapeError,
  slice,
  type Tensor,
  zeroOrAbove,
} from "@chainrule/tensor";
import { requireSigns } from "./internal/signs.ts";

/**
 * For pairs of scores of which the first is to be above the second where target is 1, and below where it is −1:
 * max(0, margin − target·(first − second)).
 *
 * PyTorch's `MarginRankingLoss`, with the same default; there the two are apart.
 *
 * @param prediction - `[…, 2]`: the scores of each pair
 * @param target - `[…]`: 1 or −1
 * @param options.margin - how far above, ≥ 0
 * @returns one loss per pair, shape `[…]`; reduce with `.mean()` or `.sum()`
 * @throws ShapeError unless the shapes are so
 * @throws ValueError unless margin ≥ 0, or if a target whose value is known is neither −1 nor 1
 */
export function marginRanking(prediction: Tensor, target: Tensor, { margin = 0 }: { margin?: number } = {}): Tensor {
  const who = "marginRanking";
  if (prediction.shape.at(-1) !== 2) {
    const expected = "prediction of shape […, 2]: the scores of each pair";
    refuse(ShapeError, who, expected, formatShape(prediction.shape), "Join them with concat along the last axis.");
  }
  const rows = prediction.shape.slice(0, -1);
  requireSameShape(who, { "the pairs in prediction": { shape: rows }, target });
  requireSigns(who, target);
  requireRange(who, zeroOrAbove, { margin });
  const [first, second] = [0, 1].map((i) => slice(prediction, -1, i, i + 1).reshape(rows));
  const lead = target.mul(first!.sub(second!));
  return lead.neg().add(margin).max(0).named(who, { prediction, target }, { margin });
}
