import type { Tensor } from "@chainrule/tensor";
import type { ClassOptions } from "./internal/classes.ts";
import { decided } from "./internal/decided.ts";

/**
 * How many outputs are predicted yes, and a no.
 *
 * @param prediction - any shape, e.g. `[rows, 1]`: probabilities, or scores around 0 with threshold 0
 * @param target - same shape: 0 or 1; of one-hot rows each class is a yes or a no of its own
 * @param options.threshold - what is above means yes; default 0.5
 * @returns a scalar: a count in the dtype of the prediction. In the history of `train`, its mean over the batches
 * @throws ShapeError if the shapes differ; ValueError for a target outside 0 to 1 and for NaN
 */
export const falsePositives = (prediction: Tensor, target: Tensor, options: ClassOptions = {}): Tensor =>
  decided("falsePositives", prediction, target, options, { predicted: 1, actual: 0 });
