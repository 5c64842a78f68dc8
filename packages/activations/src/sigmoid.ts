import type { Tensor } from "@chainrule/tensor";

/**
 * Logistic sigmoid: 1 / (1 + exp(−x)), from 0 to 1.
 *
 * Elementwise, any shape. The slope σ(x)·σ(−x) keeps its digits however far x is from zero.
 */
export const sigmoid = (x: Tensor): Tensor => x.sigmoid().named("sigmoid", { x });
