import { constant, type Tensor } from "@chainrule/tensor";

/** √(x² + c²). The square by itself would overflow from x ≈ 1e19 on, so it is taken of x over its own size. */
export function hypot(x: Tensor, c: number): Tensor {
  const leg = constant(c, x.dtype);
  const size = x.abs().max(1).stopGradient();
  const root = x.div(size).square().add(leg.div(size).square()).sqrt();
  return root.mul(size).named("hypot", { x, c: leg });
}
