import { onesLike, type Operand, type Tensor } from "@chainrule/tensor";

/** The factor, at most 1, that brings the Euclidean length of all elements of all tensors down to the limit. */
export function shrinkFactor(tensors: readonly Tensor[], limit: Operand): Tensor {
  const largest = tensors.map((x) => x.abs().reduceMax()).reduce((a, b) => a.max(b));
  // In units of the largest element: in float32 the plain sum of squares is ∞ from elements of 2e19 on.
  const unit = largest.equal(0).where(onesLike(largest), largest);
  const length = tensors
    .map((x) => x.div(unit).square().sum())
    .reduce((a, b) => a.add(b))
    .sqrt();
  return unit.reciprocal().mul(limit).div(length).min(1);
}
