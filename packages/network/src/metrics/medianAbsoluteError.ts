import { argSort, cumsum, type MetricOptions, onesLike, takeAlong, type Tensor } from "@chainrule/tensor";
import { difference } from "./internal/difference.ts";
import { weightsLike } from "../weighted.ts";

/**
 * The median over the rows of |prediction − target|: half of them are closer. Outliers do not count.
 *
 * Of an even number of rows the mean of the two in the middle; of several outputs the mean of their medians, as in
 * scikit-learn.
 *
 * @param prediction - `[rows]` or `[rows, outputs]`
 * @param target - same shape and unit
 * @returns a scalar, in that unit
 * @throws ShapeError if the shapes differ
 */
export function medianAbsoluteError(prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions = {}): Tensor {
  const errors = difference("medianAbsoluteError", prediction, target).abs();
  const order = argSort(errors, 0);
  const sorted = takeAlong(errors, order, 0);
  const weights = sampleWeights ? weightsLike(errors, sampleWeights) : onesLike(errors);
  const below = cumsum(takeAlong(weights, order, 0), 0);
  const half = weights.sum(0).div(2);
  const least = (enough: Tensor): Tensor => enough.where(sorted, Infinity).reduceMin(0);
  // Where half of the weight ends between two of them, their mean.
  return least(below.greaterEqual(half))
    .add(least(below.greater(half)))
    .div(2)
    .mean();
}
