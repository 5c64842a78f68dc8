import { type MetricOptions, requireSameShape, type Tensor } from "@chainrule/tensor";
import { agreement } from "./internal/agreement.ts";
import { oneOfMany } from "./internal/classes.ts";

/**
 * The share of rows whose largest output is that of the true class; of equal ones the first counts.
 *
 * @param prediction - `[…, classes]`: probabilities or scores
 * @param target - same shape: one-hot rows (of probabilities, the largest is the true class)
 * @returns a scalar from 0 to 1
 * @throws ShapeError if the shapes differ; ValueError for NaN
 */
export function categoricalAccuracy(prediction: Tensor, target: Tensor, options: MetricOptions = {}): Tensor {
  const who = "categoricalAccuracy";
  requireSameShape(who, { prediction, target });
  return agreement(oneOfMany(who, prediction, target, options), prediction);
}
