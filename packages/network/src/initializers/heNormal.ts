import type { Initializer } from "./initializer.ts";
import { drawnNormal } from "./internal/drawn.ts";
import { fans } from "./internal/fans.ts";

/**
 * Normal with variance 2 / inputs: activations keep their size through layers of relu.
 *
 * Also called Kaiming. Not truncated, as in the paper and in PyTorch; Keras, JAX and TensorFlow.js cut it off at two
 * deviations (the first two then widen it, so that the variance stays).
 *
 * @see He, Zhang, Ren & Sun, 2015, equation 10. https://arxiv.org/abs/1502.01852
 */
export const heNormal: Initializer = (key, shape, options) => {
  const { fanIn } = fans(shape);
  return drawnNormal(2 / fanIn, key, shape, options);
};
