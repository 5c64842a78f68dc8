import type { Tensor } from "@chainrule/tensor";

/**
 * Bipolar step function: 1 above zero, −1 elsewhere.
 *
 * Elementwise, any shape. **Its slope is 0 everywhere**, so the weights before it never learn by gradient descent; use
 * `tanh` to train.
 */
export const bipolar = (x: Tensor): Tensor =>
  // The second choice lets NaN through.
  x.lessEqual(0).where(-1, x.greater(0).where(1, x)).named("bipolar", { x });
