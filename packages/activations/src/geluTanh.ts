import type { Tensor } from "@chainrule/tensor";

/**
 * The tanh approximation of `gelu`, within 5e-4 of it: ½x(1 + tanh u), u = √(2/π)(x + 0.044715 x³).
 *
 * Elementwise, any shape. JAX' default `gelu` and TensorFlow.js' `gelu_new`; in Keras and PyTorch `approximate`.
 *
 * @see Hendrycks & Gimpel, 2016. https://arxiv.org/abs/1606.08415
 */
export const geluTanh = (x: Tensor): Tensor => {
  // In float64 whatever x is: the rounding of u to float32 alone would cost 200 ulp at x = −9, and x³ overflow at 1e13.
  const wide = x.cast("float64");
  const twice = wide.add(wide.pow(3).mul(0.044715)).mul(Math.sqrt(8 / Math.PI));
  // ½(1 + tanh u) as sigmoid(2u): the sum loses its digits below x = −3.
  return x.mul(twice.sigmoid().cast(x.dtype)).named("geluTanh", { x });
};
