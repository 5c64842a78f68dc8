import { belowOne, uniform } from "@chainrule/tensor";
import { type Amount, noise, rest } from "./internal/noise.ts";
import type { Layer } from "./layer.ts";

/**
 * Dropout of whole features: of each example, a feature (the last axis) is 0 at all positions at once with probability
 * `rate`. For features whose neighbours say nearly the same.
 *
 * On `[rows, positions…, features]`; PyTorch's `Dropout1d` and `Dropout2d` have the features before the positions.
 *
 * @param rate - from 0 up to, not including, 1; or a schedule
 * @throws ValueError if the rate is outside that
 * @see Tompson, Goroshin, Jain, LeCun & Bregler, 2014. https://arxiv.org/abs/1411.4280
 */
export const spatialDropout = (rate: Amount): Layer =>
  noise("spatialDropout", ["rate", rate], belowOne, (x, share, key) => {
    const shape = x.shape.map((length, axis) => (axis === 0 || axis === x.rank - 1 ? length : 1));
    const kept = uniform(key, shape, { dtype: x.dtype }).greaterEqual(share);
    return kept.where(x.div(rest(share)), 0);
  });
