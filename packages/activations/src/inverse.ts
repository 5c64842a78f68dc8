import type { Tensor } from "@chainrule/tensor";

/** Not what its name says elsewhere: 1 − x, as neataptic has it. Elementwise, any shape; the slope is −1. */
export const inverse = (x: Tensor): Tensor => x.neg().add(1).named("inverse", { x });
