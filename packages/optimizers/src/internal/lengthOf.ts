import { onesLike, type Tensor } from "@chainrule/tensor";

/** Euclidean length of all elements of all tensors together; NaN if one of them is NaN or infinite. */
export function lengthOf(tensors: readonly Tensor[]): Tensor {
  const largest = tensors.map((x) => x.abs().reduceMax()).reduce((a, b) => a.max(b));
  // In units of the largest element: in float32 the plain sum of squares is ∞ from elements of 2e19 on.
  const unit = largest.equal(0).where(onesLike(largest), largest);
  return tensors
    .map((x) => x.div(unit).square().sum())
    .reduce((a, b) => a.add(b))
    .sqrt()
    .mul(unit);
}
