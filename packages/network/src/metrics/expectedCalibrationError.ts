import {
  type MetricOptions,
  countFromOne,
  floor,
  onesLike,
  requireRange,
  requireValues,
  scatterAdd,
  type Tensor,
  zeros,
} from "@chainrule/tensor";
import { classesOf, isBinary } from "./internal/classes.ts";
import { ratio } from "./internal/ratio.ts";

/**
 * By how much the confidence of predictions differs from how often they are right: rows are put into bins by their
 * confidence, and the gap between mean confidence and share of right ones is averaged, weighted by the rows in a bin.
 *
 * The confidence is the largest probability of a row; of a single output it is the probability of a yes, held against
 * the share of yes. Bins are equally wide, from their lower end up to but not including the upper one.
 *
 * @param prediction - probabilities: `[rows, classes]`; or `[rows]` or `[rows, 1]`, of a yes
 * @param target - same shape: one-hot rows, or 0 and 1 for yes and no; or int32 labels `[rows]` for classes
 * @param options.bins - default 15
 * @returns a scalar from 0 to 1
 * @throws ShapeError, DTypeError if the target is none of these; ValueError for a prediction outside 0 to 1
 * @see Guo, Pleiss, Sun & Weinberger, 2017. https://arxiv.org/abs/1706.04599
 */
export function expectedCalibrationError(
  prediction: Tensor,
  target: Tensor,
  { bins = 15, ...options }: MetricOptions & { readonly bins?: number } = {},
): Tensor {
  const who = "expectedCalibrationError";
  requireRange(who, countFromOne, { bins });
  const cure = "End the network with sigmoid or softmax.";
  requireValues(who, prediction, (value) => !(value >= 0 && value <= 1), "prediction from 0 to 1", cure);
  const { predicted, actual, weights } = classesOf(who, prediction, target, options);
  const yes = isBinary(prediction) ? actual.equal(1) : predicted.equal(actual);
  const confidence = (isBinary(prediction) ? prediction : prediction.reduceMax(-1)).reshape(predicted.shape);
  const bin = floor(confidence.mul(bins))
    .min(bins - 1)
    .cast("int32");
  const counted = weights ?? onesLike(confidence);
  const surplus = scatterAdd(
    zeros([bins], { dtype: prediction.dtype }),
    bin,
    confidence.sub(yes.cast(prediction.dtype)).mul(counted),
  );
  return ratio(surplus.abs().sum(), counted.sum());
}
