import { aboveZero, requireRange, requireSameShape, type Tensor } from "@chainrule/tensor";
import { requireProbabilities } from "./internal/probabilities.ts";

/**
 * Dice loss 1 − (2·Σpy + s)/(Σp + Σy + s) over a row: how little the predicted and the true parts overlap.
 *
 * For masks of which only few elements are true, flattened to rows. The smoothing s keeps an empty mask from dividing
 * by 0: predicted as empty it costs 0. Keras adds 1e-7 instead of 1, and takes the whole batch as one row unless told.
 *
 * @param prediction - `[…, elements]`: probabilities, 0 to 1, e.g. the output of `sigmoid`
 * @param target - same shape: 0 or 1
 * @param options.smoothing - in elements, > 0
 * @returns one loss per row, shape `[…]`, from 0 to 1; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError unless smoothing > 0, or if a prediction or a target whose value is known is outside 0 to 1
 * @see Milletari, Navab & Ahmadi, 2016 (with squares below). https://arxiv.org/abs/1606.04797
 */
export function dice(prediction: Tensor, target: Tensor, { smoothing = 1 }: { smoothing?: number } = {}): Tensor {
  requireSameShape("dice", { prediction, target });
  requireProbabilities("dice", "prediction", prediction);
  requireProbabilities("dice", "target", target);
  requireRange("dice", aboveZero, { smoothing });
  const overlap = prediction.mul(target).sum(-1).mul(2).add(smoothing);
  const both = prediction.add(target).sum(-1).add(smoothing);
  return overlap.div(both).neg().add(1).named("dice", { prediction, target }, { smoothing });
}
