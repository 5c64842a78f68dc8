import type { Tensor } from "@chainrule/tensor";

/** −1, 0 or 1; NaN stays NaN. */
export const sign = (x: Tensor): Tensor => x.greater(0).where(1, x.less(0).where(-1, x));
