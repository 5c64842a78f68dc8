import type { Optimizer, Tensor } from "@chainrule/tensor";
import { mapRecord } from "../internal/record.ts";
import { stateless } from "../internal/stateless.ts";

/**
 * Takes from each gradient its mean over all axes but the last, so that the weights into a unit change by zero in sum.
 *
 * For weights laid out as `[inputs, outputs]`, as here and in Keras; optax takes the mean over all axes but the first.
 * Vectors and scalars, such as biases, pass unchanged.
 *
 * @see Yong et al., 2020. https://arxiv.org/abs/2004.01461
 */
export const centralize = (): Optimizer => stateless((gradients) => mapRecord(gradients, centered));

const centered = (gradient: Tensor): Tensor => {
  const axes = gradient.shape.slice(1).map((_, axis) => axis);
  return axes.length === 0 ? gradient : gradient.sub(gradient.mean(axes, { keepDims: true }));
};
