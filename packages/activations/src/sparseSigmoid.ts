import type { Tensor } from "@chainrule/tensor";
import { clip } from "./internal/clip.ts";

/**
 * Sparse sigmoid: (x + 1)/2, cut off at 0 and 1: what sparsemax does to a row (x, 0).
 *
 * Elementwise, any shape. JAX's `sparse_sigmoid`. The slope at both corners is 0.
 *
 * @see Martins & Astudillo, 2016. https://arxiv.org/abs/1602.02068
 */
export const sparseSigmoid = (x: Tensor): Tensor => clip(x, -1, 1).add(1).mul(0.5).named("sparseSigmoid", { x });
