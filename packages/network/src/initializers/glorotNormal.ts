import type { Initializer } from "./initializer.ts";
import { drawnNormal } from "./internal/drawn.ts";
import { fans } from "./internal/fans.ts";

/**
 * Normal with variance 2 / (inputs + units), the same as that of `glorotUniform`.
 *
 * Not truncated, as in PyTorch; Keras, JAX and TensorFlow.js cut it off at two deviations (the first two then widen it,
 * so that the variance stays).
 *
 * @see Glorot & Bengio, 2010. https://proceedings.mlr.press/v9/glorot10a.html
 */
export const glorotNormal: Initializer = (key, shape, options) => {
  const { fanIn, fanOut } = fans(shape);
  return drawnNormal(2 / (fanIn + fanOut), key, shape, options);
};
