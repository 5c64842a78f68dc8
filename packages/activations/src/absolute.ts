import type { Tensor } from "@chainrule/tensor";

/** The absolute value |x|. Elementwise, any shape; the slope is −1 or 1, and 0 at zero. */
export const absolute = (x: Tensor): Tensor => x.abs().named("absolute", { x });
