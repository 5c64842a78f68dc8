import type { Initializer } from "./initializer.ts";
import { drawnUniform } from "./internal/drawn.ts";
import { fans } from "./internal/fans.ts";

/**
 * Evenly spread over ±√(6 / (inputs + units)): activations and gradients both keep their size through layers of tanh.
 *
 * Also called Xavier. The default kernel of `dense`, as in Keras and TensorFlow.js; PyTorch's `Linear` has
 * ±1/√inputs.
 *
 * @see Glorot & Bengio, 2010, equation 16. https://proceedings.mlr.press/v9/glorot10a.html
 */
export const glorotUniform: Initializer = (key, shape, options) => {
  const { fanIn, fanOut } = fans(shape);
  return drawnUniform(2 / (fanIn + fanOut), key, shape, options);
};
