import type { Tensor } from "@chainrule/tensor";
import { difference } from "./internal/difference.ts";

/**
 * The largest |prediction − target| of all elements.
 *
 * @param prediction - any shape, e.g. `[rows, outputs]`
 * @param target - same shape and unit
 * @returns a scalar, in that unit
 * @throws ShapeError if the shapes differ
 */
export const maxError = (prediction: Tensor, target: Tensor): Tensor =>
  difference("maxError", prediction, target).abs().reduceMax();
