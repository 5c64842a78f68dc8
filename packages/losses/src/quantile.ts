import { requireRange, requireSameShape, type Tensor, zeroToOne } from "@chainrule/tensor";

/**
 * Quantile loss, also called pinball: q·(y − p) where p is too low, (1 − q)·(p − y) where it is too high. Least where a
 * share q of the targets lies below the prediction.
 *
 * With q = 0.5 half of `meanAbsoluteError`. The slope is 0 where prediction and target are equal.
 *
 * @param prediction - any shape, e.g. `[batch, outputs]`
 * @param target - same shape and unit as `prediction`
 * @param options.q - the share of targets that is to lie below, 0 to 1
 * @returns one loss per element, in that unit; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError unless 0 ≤ q ≤ 1
 * @see Koenker & Bassett, 1978. https://doi.org/10.2307/1913643
 */
export function quantile(prediction: Tensor, target: Tensor, { q = 0.5 }: { q?: number } = {}): Tensor {
  requireSameShape("quantile", { prediction, target });
  requireRange("quantile", zeroToOne, { q });
  const [low, high] = [target.sub(prediction).max(0), prediction.sub(target).max(0)];
  return low
    .mul(q)
    .add(high.mul(1 - q))
    .named("quantile", { prediction, target }, { q });
}
