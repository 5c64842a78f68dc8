import { aboveZero, requireRange, requireSameShape, type Tensor, zeroOrAbove } from "@chainrule/tensor";
import { requireProbabilities } from "./internal/probabilities.ts";

/**
 * Tversky loss 1 − (TP + s)/(TP + α·FP + β·FN + s) over a row, with TP = Σpy, FP = Σp(1 − y) and FN = Σ(1 − p)y: a
 * `dice` in which what is missed may count more than what is wrongly found.
 *
 * With alpha = beta = 0.5, the defaults and Keras', it is `dice` with twice this smoothing. In Keras the two have
 * changed places: its alpha counts what is missed. It adds 1e-7 instead of 1, and takes the whole batch as one row
 * unless told.
 *
 * @param prediction - `[…, elements]`: probabilities, 0 to 1, e.g. the output of `sigmoid`
 * @param target - same shape: 0 or 1
 * @param options.alpha - how much counts what is wrongly found, ≥ 0
 * @param options.beta - how much counts what is missed, ≥ 0
 * @param options.smoothing - in elements, > 0
 * @returns one loss per row, shape `[…]`, from 0 to 1; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError if an option is out of range, or a prediction or a target whose value is known outside 0 to 1
 * @see Salehi, Erdogmus & Gholipour, 2017. https://arxiv.org/abs/1706.05721
 */
export function tversky(
  prediction: Tensor,
  target: Tensor,
  { alpha = 0.5, beta = 0.5, smoothing = 1 }: { alpha?: number; beta?: number; smoothing?: number } = {},
): Tensor {
  const who = "tversky";
  requireSameShape(who, { prediction, target });
  requireProbabilities(who, "prediction", prediction);
  requireProbabilities(who, "target", target);
  requireRange(who, zeroOrAbove, { alpha, beta });
  requireRange(who, aboveZero, { smoothing });
  const found = prediction.mul(target).sum(-1);
  const wrong = prediction.mul(target.neg().add(1)).sum(-1);
  const missed = target.mul(prediction.neg().add(1)).sum(-1);
  const overlap = found.add(smoothing);
  const all = overlap.add(wrong.mul(alpha)).add(missed.mul(beta));
  return overlap.div(all).neg().add(1).named(who, { prediction, target }, { alpha, beta, smoothing });
}
