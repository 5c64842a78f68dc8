import { belowOne, requireRange, uniform } from "@chainrule/tensor";
import type { Layer } from "./layer.ts";

/**
 * In training, sets each value to 0 with probability `rate` and divides the others by 1 − rate, so that the mean
 * stays; in prediction changes nothing.
 *
 * @param rate - from 0 up to, not including, 1
 * @throws ValueError if the rate is outside that
 * @see Srivastava et al., 2014. https://jmlr.org/papers/v15/srivastava14a.html
 */
export function dropout(rate: number): Layer {
  requireRange("dropout", belowOne, { rate });
  return {
    name: "dropout",
    init: (_key, inputShape) => ({ parameters: {}, state: {}, outputShape: inputShape }),
    apply({ state }, x, { training, key }) {
      if (!training || rate === 0) return [x, state];
      const kept = uniform(key, x.shape, { dtype: x.dtype }).greaterEqual(rate);
      return [kept.where(x.div(1 - rate), 0), state];
    },
  };
}
