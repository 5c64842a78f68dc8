import type { Tensor } from "@chainrule/tensor";
import { scaledBy } from "./internal/scaledBy.ts";

/**
 * Mish: x·tanh(softplus(x)).
 *
 * Elementwise, any shape. Least at x ≈ −1.192, where it is ≈ −0.309.
 *
 * @see Misra, 2019. https://arxiv.org/abs/1908.08681
 */
export const mish = (x: Tensor): Tensor => scaledBy((z) => z.softplus().tanh(), x).named("mish", { x });
