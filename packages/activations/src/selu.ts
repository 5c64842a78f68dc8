import type { Tensor } from "@chainrule/tensor";

/**
 * Scaled exponential linear unit: λ·elu(x) with α ≈ 1.67326 and λ ≈ 1.0507, for which means of 0 and variances
 * of 1 stay so from layer to layer.
 *
 * Elementwise, any shape. That holds for weights that begin as `lecunNormal`, and inputs with mean 0 and variance
 * 1. The slope at zero is that of the negative side, λ·α.
 *
 * @see Klambauer et al., 2017. https://arxiv.org/abs/1706.02515
 */
export const selu = (x: Tensor): Tensor => {
  const [scale, alpha] = [1.0507009873554805, 1.6732632423543772];
  return x
    .max(0)
    .mul(scale)
    .add(
      x
        .min(0)
        .expm1()
        .mul(scale * alpha),
    )
    .named("selu", { x });
};
