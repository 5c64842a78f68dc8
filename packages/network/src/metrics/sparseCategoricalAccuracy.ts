import type { MetricOptions, Tensor } from "@chainrule/tensor";
import { agreement } from "./internal/agreement.ts";
import { oneOfMany, requireLabels } from "./internal/classes.ts";

/**
 * `categoricalAccuracy` with the numbers of the true classes in place of one-hot rows.
 *
 * @param prediction - `[…, classes]`: probabilities or scores
 * @param target - `[…]`, int32: 0 to classes − 1
 * @returns a scalar from 0 to 1
 * @throws ShapeError, DTypeError if the target is something else; ValueError for a label out of range and for NaN
 */
export function sparseCategoricalAccuracy(prediction: Tensor, target: Tensor, options: MetricOptions = {}): Tensor {
  const who = "sparseCategoricalAccuracy";
  requireLabels(who, prediction, target, "Take categoricalAccuracy for one-hot rows.");
  return agreement(oneOfMany(who, prediction, target, options), prediction);
}
