import { normal, zeroOrAbove } from "@chainrule/tensor";
import { type Amount, noise } from "./internal/noise.ts";
import type { Layer } from "./layer.ts";

/**
 * In training, adds a normal number around 0 to each value, as if there were more examples; in prediction changes
 * nothing.
 *
 * @param deviation - in the unit of the values, 0 or above; or a schedule
 * @throws ValueError if it is negative
 * @see Bishop, 1995. https://doi.org/10.1162/neco.1995.7.1.108
 */
export const gaussianNoise = (deviation: Amount): Layer =>
  noise("gaussianNoise", ["deviation", deviation], zeroOrAbove, (x, amount, key) =>
    x.add(normal(key, x.shape, { dtype: x.dtype }).mul(amount)),
  );
