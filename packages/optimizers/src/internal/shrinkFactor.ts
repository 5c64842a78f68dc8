import { fullLike, type Operand, type Tensor } from "@chainrule/tensor";
import { lengthOf } from "./lengthOf.ts";

/** The factor, at most 1, that brings the Euclidean length of all elements of all tensors down to the limit. */
export function shrinkFactor(tensors: readonly Tensor[], limit: Operand): Tensor {
  const length = lengthOf(tensors);
  return (typeof limit === "number" ? fullLike(length, limit) : limit).div(length).min(1);
}
