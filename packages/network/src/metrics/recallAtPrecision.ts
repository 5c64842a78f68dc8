import type { MetricOptions, Tensor } from "@chainrule/tensor";
import { best } from "./internal/best.ts";

/**
 * The largest share of the yes that is found by a threshold of this precision; 0 where none has it.
 *
 * Exact, over all thresholds that the scores allow; Keras samples 200 of them.
 *
 * @param prediction - `[rows]` or `[rows, outputs]`: probabilities or scores; only their order matters
 * @param target - same shape: 0 or 1
 * @param options.precision - true positives / all predicted positives, at least; from 0 to 1
 * @returns a scalar from 0 to 1: the mean over the outputs
 * @throws ShapeError if the shapes differ; ValueError for a target or a precision outside 0 to 1, and for NaN
 */
export const recallAtPrecision = (
  prediction: Tensor,
  target: Tensor,
  { precision, ...options }: MetricOptions & { readonly precision: number },
): Tensor =>
  best("recallAtPrecision", prediction, target, {
    of: "sensitivity",
    where: "precision",
    atLeast: precision,
    ...options,
  });
