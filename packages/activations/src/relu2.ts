import type { Tensor } from "@chainrule/tensor";

/**
 * Squared rectified linear unit: max(x, 0)².
 *
 * Elementwise, any shape. The slope 2·max(x, 0) has no jump at zero.
 *
 * @see So et al., 2021 (Primer). https://arxiv.org/abs/2109.08668
 */
export const relu2 = (x: Tensor): Tensor => x.max(0).square().named("relu2", { x });
