import type { Tensor } from "@chainrule/tensor";

/** The identity: a layer without a curve, e.g. the output of a regression. Any shape and dtype; the slope is 1. */
export const linear = (x: Tensor): Tensor => x.named("linear", { x });
