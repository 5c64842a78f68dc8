import type { Initializer } from "./initializer.ts";
import { drawnUniform } from "./internal/drawn.ts";
import { fans } from "./internal/fans.ts";

/**
 * Evenly spread over ±√(3 / inputs): activations keep their size through linear layers, and layers of selu.
 *
 * @see LeCun, Bottou, Orr & Müller, 1998, section 4.6. http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf
 */
export const lecunUniform: Initializer = (key, shape, options) => {
  const { fanIn } = fans(shape);
  return drawnUniform(1 / fanIn, key, shape, options);
};
