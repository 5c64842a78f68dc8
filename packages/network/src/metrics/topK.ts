import { type MetricOptions, argSort, slice, type Tensor, ValueError } from "@chainrule/tensor";
import { oneOfMany } from "./internal/classes.ts";
import { weightedMean } from "../weighted.ts";

/**
 * The share of rows whose true class is among the k largest outputs; with k = 1, `categoricalAccuracy`.
 *
 * Of equal outputs the first counts as the larger; Keras counts all that are equal to the k-th.
 *
 * @param prediction - `[rows, classes]`: probabilities or scores
 * @param target - one-hot rows of the same shape, or int32 labels `[rows]`
 * @param options.k - 1 to the number of classes; default 5
 * @returns a scalar from 0 to 1
 * @throws ShapeError, DTypeError if the target is neither; ValueError if k or a label is out of range, and for NaN
 */
export function topK(
  prediction: Tensor,
  target: Tensor,
  { k = 5, ...options }: MetricOptions & { readonly k?: number } = {},
): Tensor {
  const { actual, classes, weights } = oneOfMany("topK", prediction, target, options);
  if (!(Number.isInteger(k) && k >= 1 && k <= classes)) {
    throw new ValueError(
      `topK: expected k to be a whole number from 1 to ${classes}, the number of classes, received ${k}. ` +
        "Write (prediction, target) => topK(prediction, target, { k: 2 }).",
    );
  }
  const largest = slice(argSort(prediction.reshape([actual.shape[0]!, classes]).neg(), -1), -1, 0, k);
  const hits = largest.equal(actual.reshape([actual.shape[0]!, 1]));
  return weightedMean(hits.cast(prediction.dtype).sum(-1), weights);
}
