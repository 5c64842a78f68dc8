import type { Tensor } from "@chainrule/tensor";

/**
 * Mish: x·tanh(softplus(x)).
 *
 * Elementwise, any shape. Least at x ≈ −1.192, where it is ≈ −0.309. In float32 it loses digits below x = −88, as
 * softplus(x) becomes a subnormal number.
 *
 * @see Misra, 2019. https://arxiv.org/abs/1908.08681
 */
export const mish = (x: Tensor): Tensor => x.mul(x.softplus().tanh()).named("mish", { x });
