import type { MetricOptions, Tensor } from "@chainrule/tensor";
import { best } from "./internal/best.ts";

/**
 * The largest share of the yes that is found by a threshold that also leaves this share of the no in peace.
 *
 * Exact, over all thresholds that the scores allow; Keras samples 200 of them.
 *
 * @param prediction - `[rows]` or `[rows, outputs]`: probabilities or scores; only their order matters
 * @param target - same shape: 0 or 1
 * @param options.specificity - true negatives / all negatives, at least; from 0 to 1
 * @returns a scalar from 0 to 1: the mean over the outputs
 * @throws ShapeError if the shapes differ; ValueError for a target or a specificity outside 0 to 1, and for NaN
 */
export const sensitivityAtSpecificity = (
  prediction: Tensor,
  target: Tensor,
  { specificity, ...options }: MetricOptions & { readonly specificity: number },
): Tensor =>
  best("sensitivityAtSpecificity", prediction, target, {
    of: "sensitivity",
    where: "specificity",
    atLeast: specificity,
    ...options,
  });
