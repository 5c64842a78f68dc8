import type { Initializer } from "./initializer.ts";
import { drawnNormal } from "./internal/drawn.ts";
import { fans } from "./internal/fans.ts";

/**
 * Normal with variance 1 / inputs: activations keep their size through linear layers, and layers of selu.
 *
 * Not truncated; Keras, JAX and TensorFlow.js cut it off at two deviations (the first two then widen it, so that the
 * variance stays).
 *
 * @see LeCun, Bottou, Orr & Müller, 1998, section 4.6. http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf
 */
export const lecunNormal: Initializer = (key, shape, options) => {
  const { fanIn } = fans(shape);
  return drawnNormal(1 / fanIn, key, shape, options);
};
