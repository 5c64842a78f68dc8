import type { Tensor } from "@chainrule/tensor";

/**
 * √Σx² over the last axis, which stays with length 1. The squares by themselves would overflow from x ≈ 1e19 on, so
 * they are taken of x over the largest of its row. A row of zeros has length 0 and no slope.
 */
export function lengthOf(x: Tensor): Tensor {
  const size = x.abs().reduceMax(-1, { keepDims: true }).stopGradient();
  const isZero = size.equal(0);
  const shares = x.div(isZero.where(1, size));
  return isZero.where(0, shares.square().sum(-1, { keepDims: true }).sqrt().mul(size)).named("norm", { x });
}

/** x over its length along the last axis: a row of zeros stays so, and has no slope. */
export function directionOf(x: Tensor): Tensor {
  const length = lengthOf(x);
  return length.equal(0).where(0, x.div(length)).named("direction", { x });
}
