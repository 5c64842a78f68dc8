import type { Tensor } from "@chainrule/tensor";

/**
 * Sparse plus: 0 up to −1, x from 1 on, (x + 1)²/4 between: a relu with a parabola for its corner.
 *
 * Elementwise, any shape. JAX's `sparse_plus`. The slope is `sparseSigmoid`.
 */
export const sparsePlus = (x: Tensor): Tensor => {
  const bend = x.add(1).max(0).min(2).square().mul(0.25);
  return bend.add(x.sub(1).max(0)).named("sparsePlus", { x });
};
