import type { Tensor } from "@chainrule/tensor";
import { agreement } from "./internal/agreement.ts";
import { type ClassOptions, classesOf } from "./internal/classes.ts";

/**
 * The share of rows that are classified right. Which metric it is, the shapes and the target's dtype say:
 *
 * | prediction | target | is |
 * |---|---|---|
 * | `[rows]` or `[rows, 1]` | same shape | `binaryAccuracy` |
 * | `[rows, classes]` | same shape, one-hot | `categoricalAccuracy` |
 * | `[rows, classes]` | `[rows]`, int32 | `sparseCategoricalAccuracy` |
 *
 * Where several outputs of a row may be true at once, take `binaryAccuracy`: this would compare the largest alone.
 *
 * @param options.threshold - of a single output: what is above means yes; default 0.5
 * @returns a scalar from 0 to 1
 * @throws ShapeError, DTypeError if the target is none of these; ValueError for labels out of range and for NaN
 */
export const accuracy = (prediction: Tensor, target: Tensor, options: ClassOptions = {}): Tensor =>
  agreement(classesOf("accuracy", prediction, target, options), prediction);
