import type { Tensor } from "@chainrule/tensor";

/** Root of the mean square of all elements. */
export const rms = (x: Tensor): Tensor => x.square().mean().sqrt();
