import { DTypeError, formatShape, oneHot, requireValues, ShapeError, type Tensor } from "@chainrule/tensor";
import { requireDistributions } from "./internal/probabilities.ts";

/**
 * Cross-entropy −log p[label], for outputs of which exactly one is true, with the number of the true one as target.
 *
 * The same as `categoricalCrossentropy` with one-hot rows. Natural logarithm.
 *
 * @param prediction - `[…, classes]`: probabilities that sum to 1 over the last axis, e.g. the output of `softmax`
 * @param target - `[…]`, int32: the class of each row, 0 to classes − 1
 * @returns one loss per row, shape `[…]`; reduce with `.mean()` or `.sum()`
 * @throws DTypeError unless target is int32
 * @throws ShapeError unless target has the shape of prediction without its last axis; `[rows, 1]` is refused
 * @throws ValueError if a label whose value is known is out of range, or a row of predictions does not sum to 1
 */
export function sparseCategoricalCrossentropy(prediction: Tensor, target: Tensor): Tensor {
  const who = "sparseCategoricalCrossentropy";
  const classes = prediction.shape.at(-1) ?? 0;
  requireLabels(who, target, prediction.shape.slice(0, -1), classes);
  requireDistributions(who, prediction);
  const truth = oneHot(target, classes, { dtype: prediction.dtype });
  return truth.xlogy(prediction).sum(-1).neg().named(who, { prediction, target });
}

function requireLabels(who: string, target: Tensor, shape: readonly number[], classes: number): void {
  if (target.dtype !== "int32") {
    throw new DTypeError(
      `${who}: expected target int32, the number of a class, received ${target.dtype}. ` +
        'Write .cast("int32"), or take categoricalCrossentropy for one-hot rows.',
    );
  }
  if (formatShape(target.shape) !== formatShape(shape)) {
    throw new ShapeError(
      `${who}: expected target of shape ${formatShape(shape)}, one label a row, ` +
        `received ${formatShape(target.shape)}. Reshape target with .reshape(${formatShape(shape)}), ` +
        "or take categoricalCrossentropy for one-hot rows.",
    );
  }
  const cure = "Number the classes from 0, or give the last layer more units.";
  requireValues(who, target, (label) => label < 0 || label >= classes, `labels from 0 to ${classes - 1}`, cure);
}
