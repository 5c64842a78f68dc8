import type { Tensor } from "@chainrule/tensor";

/** 1 − missed / total, the mean over the outputs. Where nothing is to be explained: 1 if nothing is missed, else 0. */
export const explained = (missed: Tensor, total: Tensor): Tensor =>
  total.equal(0).where(missed.equal(0).cast(missed.dtype), missed.div(total).neg().add(1)).mean();
