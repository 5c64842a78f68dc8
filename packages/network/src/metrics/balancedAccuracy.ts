import type { Tensor } from "@chainrule/tensor";
import type { ClassOptions } from "./internal/classes.ts";
import { countsOf } from "./internal/averaged.ts";
import { ratio } from "./internal/ratio.ts";

/**
 * The mean over the classes of the share that is recognized: a class with few rows counts as much as one with many.
 *
 * Classes without rows are left out, as in scikit-learn; `recall` with average "macro" counts them as missed if they
 * are predicted.
 *
 * @param prediction - `[rows, classes]`, of which the largest counts; or `[rows]` or `[rows, 1]` for yes and no
 * @param target - same shape: one-hot rows, or 0 and 1 for yes and no; or int32 labels `[rows]` for classes
 * @param options.threshold - of a single output: what is above means yes; default 0.5
 * @returns a scalar from 0 to 1
 * @throws ShapeError, DTypeError if the target is none of these; ValueError for labels out of range and for NaN
 * @see Brodersen et al., 2010. https://doi.org/10.1109/ICPR.2010.764
 */
export function balancedAccuracy(prediction: Tensor, target: Tensor, options: ClassOptions = {}): Tensor {
  const { hits, actual } = countsOf("balancedAccuracy", prediction, target, options);
  return ratio(hits, actual).sum().div(actual.greater(0).cast(prediction.dtype).sum());
}
