import type { Tensor } from "@chainrule/tensor";

/**
 * Hyperbolic tangent, from −1 to 1.
 *
 * Elementwise, any shape. The slope 1 − tanh² keeps its digits however far x is from zero.
 */
export const tanh = (x: Tensor): Tensor => x.tanh().named("tanh", { x });
