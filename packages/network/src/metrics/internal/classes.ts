import {
  argMax,
  DTypeError,
  formatShape,
  type MetricOptions,
  oneHot,
  requireSameShape,
  requireValues,
  sameShape,
  ShapeError,
  sizeOf,
  type Tensor,
} from "@chainrule/tensor";
import { weightsLike } from "../../weighted.ts";

/** Of each row the class that is predicted and the true one, int32 `[rows]`. */
export interface Classes {
  readonly predicted: Tensor;
  readonly actual: Tensor;
  /** How many there are. */
  readonly classes: number;
  /** How much each row counts, if they differ. */
  readonly weights: Tensor | undefined;
}

/** Whether there is a single output, so that a row means yes or no. */
export const isBinary = ({ shape }: Tensor): boolean => shape.length < 2 || shape.at(-1) === 1;

/** By the shape of the prediction: yes or no, or one of many. */
export const classesOf = (who: string, prediction: Tensor, target: Tensor, options: ClassOptions): Classes =>
  isBinary(prediction) ? yesOrNo(who, prediction, target, options) : oneOfMany(who, prediction, target, options);

export interface ClassOptions extends MetricOptions {
  /** Of a single output: what is above means yes. Default 0.5. */
  readonly threshold?: number;
}

/** Each element on its own: class 1 if it is above the threshold, else class 0. */
export function yesOrNo(
  who: string,
  prediction: Tensor,
  target: Tensor,
  { threshold = 0.5, sampleWeights }: ClassOptions,
): Classes {
  const actual = truth(who, prediction, target);
  const number = (decision: Tensor): Tensor => flat(decision.cast("int32"));
  const weights = sampleWeights && flat(weightsLike(prediction, sampleWeights));
  return { predicted: number(prediction.greater(threshold)), actual: number(actual), classes: 2, weights };
}

/** Whether each element of the target, 0 or 1 (or a probability), means yes. */
export function truth(who: string, prediction: Tensor, target: Tensor): Tensor {
  requireSameShape(who, { prediction, target });
  requireNumbers(who, prediction);
  const cure = "Write target.greater(0) for −1 and 1; for classes give the last layer a unit for each.";
  requireValues(who, target, (value) => !(value >= 0 && value <= 1), "target from 0 for no to 1 for yes", cure);
  return target.cast(prediction.dtype).greater(0.5);
}

/** The largest of each row, which is the first of several. */
export function oneOfMany(
  who: string,
  prediction: Tensor,
  target: Tensor,
  { sampleWeights }: MetricOptions = {},
): Classes {
  requireNumbers(who, prediction);
  const actual = trueClasses(who, prediction, target);
  const predicted = argMax(prediction, -1);
  const weights = sampleWeights && flat(weightsLike(predicted.cast(prediction.dtype), sampleWeights));
  return { predicted: flat(predicted), actual: flat(actual), classes: prediction.shape.at(-1)!, weights };
}

/** The true class of each row `[…]`, from one-hot rows or from labels. */
function trueClasses(who: string, prediction: Tensor, target: Tensor): Tensor {
  if (sameShape(prediction.shape, target.shape)) return argMax(target, -1);
  requireLabels(who, prediction, target, `One-hot rows have the shape ${formatShape(prediction.shape)}.`);
  return target;
}

/** The target as rows of 0 and 1 (or of probabilities), from such or from labels, in the dtype of the prediction. */
export const oneHotTargets = (who: string, prediction: Tensor, target: Tensor): Tensor =>
  sameShape(prediction.shape, target.shape)
    ? target.cast(prediction.dtype)
    : oneHot(trueClasses(who, prediction, target), prediction.shape.at(-1)!, { dtype: prediction.dtype });

/** Throws unless the target numbers a class for each row of the prediction. */
export function requireLabels(who: string, prediction: Tensor, target: Tensor, orElse: string): void {
  const rows = prediction.shape.slice(0, -1);
  const classes = prediction.shape.at(-1) ?? 0;
  const fits = sameShape(target.shape, rows);
  if (!fits || target.dtype !== "int32") {
    throw new (fits ? DTypeError : ShapeError)(
      `${who}: expected target to be labels, int32 ${formatShape(rows)}, ` +
        `received ${target.dtype} ${formatShape(target.shape)}. Cast or reshape it. ${orElse}`,
    );
  }
  const cure = "Number the classes from 0, or give the last layer more units.";
  requireValues(who, target, (label) => label < 0 || label >= classes, `labels from 0 to ${classes - 1}`, cure);
}

/** Throws on NaN, which would pass for a plain no or for the first class. */
const requireNumbers = (who: string, prediction: Tensor): void =>
  requireValues(
    who,
    prediction,
    Number.isNaN,
    "numbers as prediction",
    "Look for NaN in the inputs and in the weights.",
  );

const flat = (x: Tensor): Tensor => x.reshape([sizeOf(x.shape)]);
