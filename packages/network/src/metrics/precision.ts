import type { Tensor } from "@chainrule/tensor";
import type { AverageOptions } from "./averageOptions.ts";
import { averaged } from "./internal/averaged.ts";
import { ratio } from "./internal/ratio.ts";

/**
 * Of the rows that are predicted as a class, the share that is of it: true positives / all predicted positives.
 *
 * A class that is never predicted scores 0, as in scikit-learn.
 *
 * @param prediction - `[rows, classes]`, of which the largest counts; or `[rows]` or `[rows, 1]` for yes and no
 * @param target - same shape: one-hot rows, or 0 and 1 for yes and no; or int32 labels `[rows]` for classes
 * @returns a scalar from 0 to 1
 * @throws ShapeError, DTypeError if the target is none of these
 * @throws ValueError for labels out of range, for NaN, and for an average that does not fit
 */
export const precision = (prediction: Tensor, target: Tensor, options: AverageOptions = {}): Tensor =>
  averaged("precision", prediction, target, options, ({ hits, predicted }) => ratio(hits, predicted));
