import { aboveZero, constant, requireRange, type Tensor } from "@chainrule/tensor";
import { hypot } from "./internal/hypot.ts";

/**
 * Squareplus: (x + √(x² + b))/2, a smooth relu of square roots in place of softplus' exponentials.
 *
 * Elementwise, any shape. With b = 4 it is 1 at zero; with b = 0 it would be relu.
 *
 * @param options.b - how round the corner is, > 0
 * @throws ValueError unless b > 0
 * @see Barron, 2021. https://arxiv.org/abs/2112.11687
 */
export const squareplus = (x: Tensor, { b = 4 }: { b?: number } = {}): Tensor => {
  requireRange("squareplus", aboveZero, { b });
  const root = hypot(x, Math.sqrt(b));
  // Below zero x + √(x² + b) loses all digits; times √(x² + b) − x it is b.
  return x
    .less(0)
    .where(constant(b / 2, x.dtype).div(root.sub(x)), x.add(root).mul(0.5))
    .named("squareplus", { x }, { b });
};
