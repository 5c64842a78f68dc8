import type { Tensor } from "@chainrule/tensor";
import type { ClassOptions } from "./internal/classes.ts";
import { confusion } from "./internal/confusion.ts";

/**
 * How often each class is taken for each: rows are the true classes, columns the predicted ones, as in scikit-learn and
 * TensorFlow.
 *
 * @param prediction - `[rows, classes]`, of which the largest counts; or `[rows]` or `[rows, 1]` for yes and no
 * @param target - same shape: one-hot rows, or 0 and 1 for yes and no; or int32 labels `[rows]` for classes
 * @param options.threshold - of a single output: what is above means yes; default 0.5
 * @returns int32 `[classes, classes]`; for yes and no [[true no, false yes], [false no, true yes]]
 * @throws ShapeError, DTypeError if the target is none of these; ValueError for labels out of range and for NaN
 */
export const confusionMatrix = (prediction: Tensor, target: Tensor, options: ClassOptions = {}): Tensor =>
  confusion("confusionMatrix", prediction, target, options);
