import type { Tensor } from "@chainrule/tensor";

/**
 * Sigmoid linear unit, also called swish: x·sigmoid(x).
 *
 * Elementwise, any shape. Least at x ≈ −1.278, where it is ≈ −0.278. In float32 it loses digits below x = −88, as
 * sigmoid(x) becomes a subnormal number.
 *
 * @see Elfwing, Uchibe & Doya, 2017. https://arxiv.org/abs/1702.03118
 */
export const silu = (x: Tensor): Tensor => x.mul(x.sigmoid()).named("silu", { x });
