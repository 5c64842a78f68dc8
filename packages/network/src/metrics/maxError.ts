import type { MetricOptions, Tensor } from "@chainrule/tensor";
import { difference } from "./internal/difference.ts";
import { weightsLike } from "../weighted.ts";

/**
 * The largest |prediction − target| of all elements.
 *
 * @param prediction - any shape, e.g. `[rows, outputs]`
 * @param target - same shape and unit
 * @returns a scalar, in that unit
 * @throws ShapeError if the shapes differ
 */
export function maxError(prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions = {}): Tensor {
  const errors = difference("maxError", prediction, target).abs();
  return (sampleWeights ? weightsLike(errors, sampleWeights).equal(0).where(0, errors) : errors).reduceMax();
}
