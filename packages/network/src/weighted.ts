import { formatShape, refuse, sameShape, ShapeError, type Tensor } from "@chainrule/tensor";

/** Weights in the shape and dtype of the values: one for each row, or for each value. */
export function weightsLike(values: Tensor, weights: Tensor): Tensor {
  const own = values.shape.slice(0, weights.rank);
  if (!sameShape(own, weights.shape)) {
    const expected = `weights ${formatShape(values.shape.slice(0, 1))}, or ${formatShape(values.shape)}`;
    refuse(ShapeError, "weights", expected, formatShape(weights.shape), "Give one for each row, or for each value.");
  }
  const rest = values.shape.slice(weights.rank);
  return weights
    .cast(values.dtype)
    .reshape([...weights.shape, ...rest.map(() => 1)])
    .broadcastTo(values.shape);
}

/** Σ weight · value, over an axis or over all. */
export function weightedSum(values: Tensor, weights?: Tensor, axis?: number): Tensor {
  if (!weights) return values.sum(axis);
  const each = weightsLike(values, weights);
  // A choice, so that what does not count may be ∞.
  return each.equal(0).where(0, values.mul(each)).sum(axis);
}

/** Σ weight · value / Σ weight, over an axis or over all; 0 where nothing counts. */
export function weightedMean(values: Tensor, weights?: Tensor, axis?: number): Tensor {
  if (!weights) return values.mean(axis);
  const count = weightsLike(values, weights).sum(axis);
  return count.equal(0).where(0, weightedSum(values, weights, axis).div(count));
}
