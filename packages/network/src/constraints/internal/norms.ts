import type { Tensor } from "@chainrule/tensor";

/** The length of the weights of each unit, to divide them by: over all axes but the last, which are kept. */
export const norms = (weights: Tensor): Tensor => {
  const inputs = weights.shape.slice(0, -1).map((_, axis) => axis);
  return weights.square().sum(inputs, { keepDims: true }).sqrt();
};
