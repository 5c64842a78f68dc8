import { constant, type Tensor } from "@chainrule/tensor";

/** x between `low` and `high`, with slope 0 at both ends: at a tie `min` passes the gradient to the first. */
export const clip = (x: Tensor, low: number, high: number): Tensor => constant(high, x.dtype).min(x.max(low));
