import type { Tensor } from "@chainrule/tensor";

/**
 * Logarithm of softmax: xᵢ − log Σⱼ exp(xⱼ), from −∞ to 0, finite where softmax itself is 0.
 *
 * Any shape of rank ≥ 1, which it keeps; each row is on its own. The cross-entropies take probabilities: end a
 * network with `softmax`, whose logarithm is rewritten to this form.
 *
 * @param options.axis - the axis whose exponentials sum to 1; the last one unless told
 */
export const logSoftmax = (x: Tensor, { axis = -1 }: { axis?: number } = {}): Tensor => {
  // Less the greatest of the row: exp would overflow at x ≈ 89. The result does not depend on it, nor does the slope.
  const shifted = x.sub(x.reduceMax(axis, { keepDims: true }).stopGradient());
  return shifted.sub(shifted.exp().sum(axis, { keepDims: true }).log()).named("logSoftmax", { x }, { axis });
};
