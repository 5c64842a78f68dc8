import { cumsum, range, sort, type Tensor } from "@chainrule/tensor";

/**
 * Sparsemax: the nearest distribution to a row. Like softmax it sums to 1 along the last axis, but small entries are 0.
 *
 * Any shape of rank ≥ 1, which it keeps; each row is on its own. A row (x, 0) gives ((x + 1)/2, (1 − x)/2), cut off
 * at 0 and 1. Entries that are 0 have no slope.
 *
 * @see Martins & Astudillo, 2016. https://arxiv.org/abs/1602.02068
 */
export const sparsemax = (x: Tensor): Tensor => {
  const shifted = x.sub(x.reduceMax(-1, { keepDims: true }).stopGradient());
  return shifted.sub(excess(shifted)).max(0).named("sparsemax", { x });
};

/** What the entries of a row that stay above zero have to give up, each, so that they sum to 1: the paper's τ. */
function excess(x: Tensor): Tensor {
  const falling = sort(x.neg(), -1).neg();
  const count = range(x.shape.at(-1)!, { dtype: x.dtype }).add(1);
  // What the k largest would have to give up is the most for those that stay: fewer have room, one more has none.
  const least = cumsum(falling, -1).sub(1).div(count).reduceMax(-1, { keepDims: true });
  const support = x.greater(least);
  const sum = support.where(x, 0).sum(-1, { keepDims: true });
  return sum
    .sub(1)
    .div(support.cast(x.dtype).sum(-1, { keepDims: true }))
    .named("τ", { x });
}
