import type { DType, Shape, Tensor } from "@chainrule/tensor";

/** What an initializer may look at beside the shape. */
export interface InitializerOptions {
  readonly dtype: DType;
  /** Of a bias: how many inputs its layer has. */
  readonly inputs?: number;
}

/**
 * Where a parameter begins: a pure function, so that one key gives one start.
 *
 * A kernel has the shape `[inputs, units]`, a bias `[units]`. Those with options are functions that return one.
 *
 * The key may be an expression: the weights are then drawn later. One that has to look at numbers is called again, with
 * a key that has some.
 */
export type Initializer = (key: Tensor, shape: Shape, options: InitializerOptions) => Tensor;
