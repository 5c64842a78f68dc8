import type { Tensor } from "@chainrule/tensor";
import { scaledBy } from "./internal/scaledBy.ts";

/**
 * Sigmoid linear unit, also called swish: x·sigmoid(x).
 *
 * Elementwise, any shape. Least at x ≈ −1.278, where it is ≈ −0.278.
 *
 * @see Elfwing, Uchibe & Doya, 2017. https://arxiv.org/abs/1702.03118
 */
export const silu = (x: Tensor): Tensor => scaledBy((z) => z.sigmoid(), x).named("silu", { x });
