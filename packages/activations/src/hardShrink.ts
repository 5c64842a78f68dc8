import { requireRange, type Tensor, zeroOrAbove } from "@chainrule/tensor";

/**
 * Hard shrinkage: 0 from −lambda to lambda, the identity outside.
 *
 * Elementwise, any shape. It jumps at the ends, where the slope is 0.
 *
 * @param options.lambda - half the width of the gap, ≥ 0
 * @throws ValueError unless lambda ≥ 0
 * @see Donoho & Johnstone, 1994. https://doi.org/10.1093/biomet/81.3.425
 */
export const hardShrink = (x: Tensor, { lambda = 0.5 }: { lambda?: number } = {}): Tensor => {
  requireRange("hardShrink", zeroOrAbove, { lambda });
  // Not where |x| > lambda: that would turn NaN into 0.
  return x.abs().lessEqual(lambda).where(0, x).named("hardShrink", { x }, { lambda });
};
