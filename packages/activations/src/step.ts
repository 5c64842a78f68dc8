import type { Tensor } from "@chainrule/tensor";

/**
 * Step function: 1 above zero, 0 elsewhere: the perceptron's.
 *
 * Elementwise, any shape. **Its slope is 0 everywhere**, so the weights before it never learn by gradient descent: use
 * it to predict or to explain, and `sigmoid` to train.
 *
 * @see Rosenblatt, 1958. https://doi.org/10.1037/h0042519
 */
export const step = (x: Tensor): Tensor =>
  // The second choice lets NaN through.
  x.lessEqual(0).where(0, x.greater(0).where(1, x)).named("step", { x });
