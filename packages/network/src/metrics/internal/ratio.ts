import type { Tensor } from "@chainrule/tensor";

/** part / whole, and 0 where the whole is 0. */
export const ratio = (part: Tensor, whole: Tensor): Tensor => whole.equal(0).where(0, part.div(whole));
