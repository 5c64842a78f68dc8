import type { Tensor } from "@chainrule/tensor";
import type { AverageOptions } from "./averageOptions.ts";
import { overlap } from "./internal/overlap.ts";

/**
 * Intersection over union, or Jaccard's index: of the rows that are predicted as a class or are of it, the share that
 * is both.
 *
 * A class that is neither predicted nor has rows scores 0, as in scikit-learn (`jaccard_score`).
 *
 * @param prediction - `[rows, classes]`, of which the largest counts; or `[rows]` or `[rows, 1]` for yes and no
 * @param target - same shape: one-hot rows, or 0 and 1 for yes and no; or int32 labels `[rows]` for classes
 * @returns a scalar from 0 to 1
 * @throws ShapeError, DTypeError if the target is none of these
 * @throws ValueError for labels out of range, for NaN, and for an average that does not fit
 */
export const iou = (prediction: Tensor, target: Tensor, options: AverageOptions = {}): Tensor =>
  overlap("iou", prediction, target, options);
