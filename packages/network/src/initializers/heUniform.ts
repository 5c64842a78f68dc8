import type { Initializer } from "./initializer.ts";
import { drawnUniform } from "./internal/drawn.ts";
import { fans } from "./internal/fans.ts";

/**
 * Evenly spread over ±√(6 / inputs): activations keep their size through layers of relu.
 *
 * Also called Kaiming. The same as in Keras and as PyTorch's `kaiming_uniform_` for relu; PyTorch's `Linear` calls that
 * with a = √5, which makes ±1/√inputs.
 *
 * @see He, Zhang, Ren & Sun, 2015. https://arxiv.org/abs/1502.01852
 */
export const heUniform: Initializer = (key, shape, options) => {
  const { fanIn } = fans(shape);
  return drawnUniform(2 / fanIn, key, shape, options);
};
