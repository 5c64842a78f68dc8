import type { Tensor } from "@chainrule/tensor";
import { agreement } from "./internal/agreement.ts";
import { type ClassOptions, yesOrNo } from "./internal/classes.ts";

/**
 * The share of outputs on the right side of a threshold, each on its own, as in Keras.
 *
 * @param prediction - any shape, e.g. `[rows, 1]`: probabilities, or scores around 0 with threshold 0
 * @param target - same shape: 0 or 1 (of probabilities, those above ½ mean yes)
 * @param options.threshold - what is above means yes; default 0.5
 * @returns a scalar from 0 to 1
 * @throws ShapeError if the shapes differ; ValueError for a target outside 0 to 1 and for NaN
 */
export const binaryAccuracy = (prediction: Tensor, target: Tensor, options: ClassOptions = {}): Tensor =>
  agreement(yesOrNo("binaryAccuracy", prediction, target, options), prediction);
