import { type Parameters, sizeOf, type Tensor } from "@chainrule/tensor";

/** The parameters of two axes and more: kernels and tables. Biases and scales are left out. */
export const weightsOf = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([, { rank }]) => rank > 1));

/** A kernel as a matrix with a column for each unit. */
export const inColumns = (weights: Tensor): Tensor =>
  weights.reshape([sizeOf(weights.shape.slice(0, -1)), weights.shape.at(-1)!]);
