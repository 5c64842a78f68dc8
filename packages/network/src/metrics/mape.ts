import type { MetricOptions, Tensor } from "@chainrule/tensor";
import { difference } from "./internal/difference.ts";
import { weightedMean } from "../weighted.ts";

/**
 * Mean absolute percentage error over all elements: 100 · |prediction − target| / |target|, as in Keras; scikit-learn
 * gives a hundredth of it.
 *
 * To miss a target of 0 costs ∞ (Keras divides by 1e-7 then, scikit-learn by 2e-16); to hit it costs 0.
 *
 * @param prediction - any shape, e.g. `[rows, outputs]`
 * @param target - same shape and unit
 * @returns a scalar, in percent
 * @throws ShapeError if the shapes differ
 */
export function mape(prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions = {}): Tensor {
  const error = difference("mape", prediction, target).abs();
  return weightedMean(error.equal(0).where(0, error.div(target.abs())), sampleWeights).mul(100);
}
