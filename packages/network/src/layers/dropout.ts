import { belowOne, uniform } from "@chainrule/tensor";
import { type Amount, noise, rest } from "./internal/noise.ts";
import type { Layer } from "./layer.ts";

/**
 * In training, sets each value to 0 with probability `rate` and divides the others by 1 − rate, so that the mean
 * stays; in prediction changes nothing.
 *
 * @param rate - from 0 up to, not including, 1; or a schedule
 * @throws ValueError if the rate is outside that
 * @see Srivastava et al., 2014. https://jmlr.org/papers/v15/srivastava14a.html
 */
export const dropout = (rate: Amount): Layer =>
  noise("dropout", ["rate", rate], belowOne, (x, share, key) => {
    const kept = uniform(key, x.shape, { dtype: x.dtype }).greaterEqual(share);
    return kept.where(x.div(rest(share)), 0);
  });
