import { requireSameShape, type Tensor } from "@chainrule/tensor";
import { requireProbabilities } from "./internal/probabilities.ts";

/**
 * Binary cross-entropy −(y·log p + (1 − y)·log(1 − p)), for outputs that are true or false each on its own.
 *
 * Natural logarithm; 0·log 0 is 0, and a certain prediction that is wrong costs ∞. Keras cuts p off at 1e-7 and PyTorch
 * the logarithm at −100; here nothing is cut off: in a traced function the logarithm of `sigmoid` and of `softmax` is
 * rewritten, so that neither loss nor slope overflow and no variant for logits is needed.
 *
 * @param prediction - any shape, e.g. `[batch, outputs]`: probabilities, 0 to 1, e.g. the output of `sigmoid`
 * @param target - same shape: 0 or 1, or a probability between
 * @returns one loss per element; reduce with `.mean()`, or with `.sum()` over the outputs
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError if a prediction or a target whose value is known is outside 0 to 1
 */
export function binaryCrossentropy(prediction: Tensor, target: Tensor): Tensor {
  const who = "binaryCrossentropy";
  requireSameShape(who, { prediction, target });
  requireProbabilities(who, "prediction", prediction);
  requireProbabilities(who, "target", target);
  const whenTrue = target.xlogy(prediction);
  const whenFalse = target.neg().add(1).xlog1py(prediction.neg());
  return whenTrue.add(whenFalse).neg().named(who, { prediction, target });
}
