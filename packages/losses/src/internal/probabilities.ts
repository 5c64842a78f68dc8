import {
  formatShape,
  isTensor,
  refuse,
  requireSameShape,
  requireValues,
  ShapeError,
  type Tensor,
} from "@chainrule/tensor";

const remedies = {
  prediction: "End the network with sigmoid or softmax.",
  target: "Give 0 or 1, or a probability between.",
};

/** Throws unless all values known lie in [0, 1]. NaN passes: training says where it came from. */
export const requireProbabilities = (who: string, name: keyof typeof remedies, x: Tensor): void =>
  requireValues(who, x, (value) => value < 0 || value > 1, `${name} from 0 to 1`, remedies[name]);

/** Throws unless the rows known are distributions over the last axis, give or take rounding to two digits. */
export function requireDistributions(who: string, prediction: Tensor): void {
  requireProbabilities(who, "prediction", prediction);
  const isWrong = (sum: number): boolean => Math.abs(sum - 1) > 0.02;
  requireValues(
    who,
    prediction.sum(-1),
    isWrong,
    "each row of prediction to sum to 1",
    "End the network with softmax.",
  );
}

/** Throws unless target is a row over the classes for each of the prediction; labels have a loss of their own. */
export function requireRows(who: string, prediction: Tensor, target: Tensor): void {
  if (isTensor(target) && target.rank < prediction.rank) {
    const cure = "Write oneHot(labels, classes), or take sparseCategoricalCrossentropy for labels.";
    refuse(ShapeError, who, `target ${formatShape(prediction.shape)}`, formatShape(target.shape), cure);
  }
  requireSameShape(who, { prediction, target });
}
