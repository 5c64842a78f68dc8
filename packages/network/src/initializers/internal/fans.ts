import { type Shape, sizeOf } from "@chainrule/tensor";

/**
 * How many values meet in a unit, and how many units a value goes to.
 *
 * Of a kernel `[inputs, units]` these are its two lengths; axes before them (the window of a convolution) count for
 * both, as in Keras, PyTorch and JAX. A vector counts its length for both, as in Keras.
 */
export function fans(shape: Shape): { fanIn: number; fanOut: number } {
  const [inputs = 1, units = inputs] = shape.slice(-2);
  const window = sizeOf(shape.slice(0, -2));
  return { fanIn: window * inputs, fanOut: window * units };
}
