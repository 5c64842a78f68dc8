import { requireRange, requireSameShape, type Tensor, zeroOrAbove } from "@chainrule/tensor";
import { requireProbabilities } from "./internal/probabilities.ts";

/**
 * Focal loss −(y·(1 − p)^γ·log p + (1 − y)·p^γ·log(1 − p)): a `binaryCrossentropy` that examples which are nearly right
 * already hardly count in.
 *
 * With gamma 0 it is the cross-entropy. Without the paper's α: that is a weight of the class, for the training to give.
 * Keras' too, unless told; torchvision's `sigmoid_focal_loss` takes scores and α = 0.25.
 *
 * @param prediction - any shape, e.g. `[batch, outputs]`: probabilities, 0 to 1, e.g. the output of `sigmoid`
 * @param target - same shape: 0 or 1, or a probability between
 * @param options.gamma - how fast what is right stops to count, ≥ 0
 * @returns one loss per element; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError unless gamma ≥ 0, or if a prediction or a target whose value is known is outside 0 to 1
 * @see Lin et al., 2017. https://arxiv.org/abs/1708.02002
 */
export function binaryFocalCrossentropy(
  prediction: Tensor,
  target: Tensor,
  { gamma = 2 }: { gamma?: number } = {},
): Tensor {
  const who = "binaryFocalCrossentropy";
  requireSameShape(who, { prediction, target });
  requireProbabilities(who, "prediction", prediction);
  requireProbabilities(who, "target", target);
  requireRange(who, zeroOrAbove, { gamma });
  const [others, falseness] = [prediction.neg().add(1), target.neg().add(1)];
  // 0·∞ is 0 here, in the loss and in its slope: a target of 0 or 1 has only one of the two terms.
  const whenTrue = target.equal(0).where(0, target.mul(others.pow(gamma)).mul(prediction.log()));
  const whenFalse = target.equal(1).where(0, falseness.mul(prediction.pow(gamma)).mul(prediction.neg().log1p()));
  return whenTrue.add(whenFalse).neg().named(who, { prediction, target }, { gamma });
}
