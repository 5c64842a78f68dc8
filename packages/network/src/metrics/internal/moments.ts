import type { Tensor } from "@chainrule/tensor";

/** The mean over the rows of the product of what each differs by from its own mean. */
export const covariance = (a: Tensor, b: Tensor): Tensor =>
  a
    .sub(a.mean(0))
    .mul(b.sub(b.mean(0)))
    .mean(0);

export const variance = (x: Tensor): Tensor => covariance(x, x);
