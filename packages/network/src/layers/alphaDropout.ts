import { belowOne, constant, type Tensor, uniform } from "@chainrule/tensor";
import { type Amount, noise } from "./internal/noise.ts";
import type { Layer } from "./layer.ts";

/**
 * Dropout for networks of selu: in training, what is dropped takes the value that selu goes to far below zero, and the
 * whole is scaled and shifted so that mean 0 and variance 1 stay; in prediction it changes nothing.
 *
 * @param rate - from 0 up to, not including, 1; or a schedule
 * @throws ValueError if the rate is outside that
 * @see Klambauer, Unterthiner, Mayr & Hochreiter, 2017. https://arxiv.org/abs/1706.02515
 */
export const alphaDropout = (rate: Amount): Layer =>
  noise("alphaDropout", ["rate", rate], belowOne, (x, share, key) => {
    const dropped = typeof share === "number" ? constant(share, x.dtype) : share;
    const kept = uniform(key, x.shape, { dtype: x.dtype }).greaterEqual(dropped);
    const scale: Tensor = dropped
      .neg()
      .add(1)
      .mul(dropped.mul(floor ** 2).add(1))
      .sqrt()
      .reciprocal();
    return kept.where(x, floor).sub(dropped.mul(floor)).mul(scale);
  });

/** What selu is at −∞: −λα of the paper. */
const floor = -1.7580993408473766;
