import { belowOne, constant, normal } from "@chainrule/tensor";
import { type Amount, noise } from "./internal/noise.ts";
import type { Layer } from "./layer.ts";

/**
 * In training, multiplies each value by a normal number around 1 with variance rate / (1 − rate), as much as dropout of
 * that rate would have; in prediction changes nothing.
 *
 * @param rate - from 0 up to, not including, 1; or a schedule
 * @throws ValueError if the rate is outside that
 * @see Srivastava et al., 2014, section 10. https://jmlr.org/papers/v15/srivastava14a.html
 */
export const gaussianDropout = (rate: Amount): Layer =>
  noise("gaussianDropout", ["rate", rate], belowOne, (x, share, key) => {
    const dropped = typeof share === "number" ? constant(share, x.dtype) : share;
    const deviation = dropped.div(dropped.neg().add(1)).sqrt();
    return x.mul(normal(key, x.shape, { dtype: x.dtype }).mul(deviation).add(1));
  });
