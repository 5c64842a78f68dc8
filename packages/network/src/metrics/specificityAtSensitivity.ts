import type { MetricOptions, Tensor } from "@chainrule/tensor";
import { best } from "./internal/best.ts";

/**
 * The largest share of the no that is left in peace by a threshold that also finds this share of the yes.
 *
 * Exact, over all thresholds that the scores allow; Keras samples 200 of them.
 *
 * @param prediction - `[rows]` or `[rows, outputs]`: probabilities or scores; only their order matters
 * @param target - same shape: 0 or 1
 * @param options.sensitivity - true positives / all positives, at least; from 0 to 1
 * @returns a scalar from 0 to 1: the mean over the outputs
 * @throws ShapeError if the shapes differ; ValueError for a target or a sensitivity outside 0 to 1, and for NaN
 */
export const specificityAtSensitivity = (
  prediction: Tensor,
  target: Tensor,
  { sensitivity, ...options }: MetricOptions & { readonly sensitivity: number },
): Tensor =>
  best("specificityAtSensitivity", prediction, target, {
    of: "specificity",
    where: "sensitivity",
    atLeast: sensitivity,
    ...options,
  });
