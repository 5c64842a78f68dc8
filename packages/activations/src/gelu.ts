import { normalCdf, type Tensor } from "@chainrule/tensor";

/**
 * Gaussian error linear unit: x·Φ(x), with Φ the distribution function of the standard normal.
 *
 * Elementwise, any shape. This is the exact form, what Keras and PyTorch call gelu; JAX' default is the
 * approximation, here `geluTanh`.
 *
 * @see Hendrycks & Gimpel, 2016. https://arxiv.org/abs/1606.08415
 */
export const gelu = (x: Tensor): Tensor => x.mul(normalCdf(x)).named("gelu", { x });
