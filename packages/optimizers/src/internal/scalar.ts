import { full, type Tensor } from "@chainrule/tensor";

/** A scalar in the dtype of a tensor. */
export const scalar = (like: Tensor, value: number): Tensor => full([], value, { dtype: like.dtype });
