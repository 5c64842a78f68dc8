import type { Tensor } from "@chainrule/tensor";

/**
 * Softmax: exp(xᵢ) / Σⱼ exp(xⱼ), positive numbers that sum to 1 along an axis.
 *
 * Any shape of rank ≥ 1, which it keeps; each row is on its own.
 *
 * @param options.axis - the axis that sums to 1; the last one unless told
 */
export const softmax = (x: Tensor, { axis = -1 }: { axis?: number } = {}): Tensor => {
  // Less the greatest of the row: exp would overflow at x ≈ 89. The ratio does not depend on it, nor does the slope.
  const e = x.sub(x.reduceMax(axis, { keepDims: true }).stopGradient()).exp();
  return e.div(e.sum(axis, { keepDims: true })).named("softmax", { x }, { axis });
};
