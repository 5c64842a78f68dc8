import { requireRange, type Tensor, zeroOrAbove } from "@chainrule/tensor";

/**
 * Soft shrinkage: 0 from −lambda to lambda, and outside x moved towards zero by lambda: what an L1 penalty does to it.
 *
 * Elementwise, any shape. The slope at both corners is 0.
 *
 * @param options.lambda - half the width of the gap, ≥ 0
 * @throws ValueError unless lambda ≥ 0
 * @see Donoho, 1995. https://doi.org/10.1109/18.382009
 */
export const softShrink = (x: Tensor, { lambda = 0.5 }: { lambda?: number } = {}): Tensor => {
  requireRange("softShrink", zeroOrAbove, { lambda });
  const [above, below] = [x.sub(lambda).max(0), x.neg().sub(lambda).max(0)];
  return above.sub(below).named("softShrink", { x }, { lambda });
};
