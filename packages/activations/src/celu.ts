import { aboveZero, requireRange, type Tensor } from "@chainrule/tensor";

/**
 * Continuously differentiable exponential linear unit: the identity above zero, α(exp(x/α) − 1) below.
 *
 * Elementwise, any shape. The slope at zero is 1 from both sides, whatever alpha is; that of `elu` is alpha.
 *
 * @param options.alpha - depth of the floor, > 0
 * @throws ValueError unless alpha > 0
 * @see Barron, 2017. https://arxiv.org/abs/1704.07483
 */
export const celu = (x: Tensor, { alpha = 1 }: { alpha?: number } = {}): Tensor => {
  requireRange("celu", aboveZero, { alpha });
  return x.max(0).add(x.min(0).div(alpha).expm1().mul(alpha)).named("celu", { x }, { alpha });
};
