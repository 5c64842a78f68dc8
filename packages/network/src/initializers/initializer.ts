import type { DType, Shape, Tensor } from "@chainrule/tensor";

/**
 * Where a parameter begins: a pure function, so that one key gives one start.
 *
 * A kernel has the shape `[inputs, units]`, a bias `[units]`. Those with options are functions that return one.
 */
export type Initializer = (key: Tensor, shape: Shape, options: { readonly dtype: DType }) => Tensor;
