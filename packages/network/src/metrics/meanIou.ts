import type { Tensor } from "@chainrule/tensor";
import { overlap } from "./internal/overlap.ts";
import type { ClassOptions } from "./internal/classes.ts";

/**
 * The mean of `iou` over the classes that occur in the predictions or the targets, no and yes of a single output too.
 *
 * @param prediction - `[rows, classes]`, of which the largest counts; or `[rows]` or `[rows, 1]` for yes and no
 * @param target - same shape: one-hot rows, or 0 and 1 for yes and no; or int32 labels `[rows]` for classes
 * @param options.threshold - of a single output: what is above means yes; default 0.5
 * @returns a scalar from 0 to 1
 * @throws ShapeError, DTypeError if the target is none of these; ValueError for labels out of range and for NaN
 */
export const meanIou = (prediction: Tensor, target: Tensor, options: ClassOptions = {}): Tensor =>
  overlap("meanIou", prediction, target, { ...options, average: "macro" });
