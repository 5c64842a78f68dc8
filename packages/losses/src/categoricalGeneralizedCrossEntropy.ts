import { atMostOne, requireRange, requireSameShape, type Tensor } from "@chainrule/tensor";
import { requireDistributions, requireProbabilities } from "./internal/probabilities.ts";

/**
 * Generalized cross-entropy Σ y·(1 − p^q)/q over the classes: bounded by 1/q, so that wrong labels pull less.
 *
 * Between `categoricalCrossentropy`, which it nears as q goes to 0, and the absolute error 1 − p at q = 1. Keras'
 * default is 0.5 too, and takes labels; the paper uses 0.7.
 *
 * @param prediction - `[…, classes]`: probabilities that sum to 1 over the last axis, e.g. the output of `softmax`
 * @param target - same shape: the probabilities meant, e.g. one-hot rows
 * @param options.q - 0 < q ≤ 1: the larger, the less wrong labels pull
 * @returns one loss per row, shape `[…]`; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError unless 0 < q ≤ 1, or if a prediction or target whose value is known is outside 0 to 1, or such a
 *   row of predictions does not sum to 1 (within 0.02)
 * @see Zhang & Sabuncu, 2018. https://arxiv.org/abs/1805.07836
 */
export function categoricalGeneralizedCrossEntropy(
  prediction: Tensor,
  target: Tensor,
  { q = 0.5 }: { q?: number } = {},
): Tensor {
  const who = "categoricalGeneralizedCrossEntropy";
  requireSameShape(who, { prediction, target });
  requireDistributions(who, prediction);
  requireProbabilities(who, "target", target);
  requireRange(who, atMostOne, { q });
  // The root by itself: as exp(½ ln p) its slope would lose digits near p = 0.
  const power = q === 0.5 ? prediction.sqrt() : prediction.pow(q);
  // 0·∞ is 0 here: a class that is not meant has no slope at p = 0.
  const terms = target.equal(0).where(0, target.mul(power.neg().add(1)));
  return terms.sum(-1).div(q).named(who, { prediction, target }, { q });
}
