import { requireSameShape, type Tensor } from "@chainrule/tensor";
import { requireDistributions, requireProbabilities } from "./internal/probabilities.ts";

/**
 * Kullback–Leibler divergence Σ y·log(y/p) of a prediction p from a distribution y: 0 where they are equal.
 *
 * Natural logarithm; 0·log 0 is 0. Less the entropy of the target it is `categoricalCrossentropy`, with the same slope.
 * PyTorch's `KLDivLoss` takes logarithms of p and leaves the sum over the classes to the reduction; Keras cuts off both
 * at 1e-7.
 *
 * @param prediction - `[…, classes]`: probabilities that sum to 1 over the last axis, e.g. the output of `softmax`
 * @param target - same shape: the probabilities meant
 * @returns one loss per row, shape `[…]`; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError if a prediction or target whose value is known is outside 0 to 1, or such a row of predictions
 *   does not sum to 1 (within 0.02)
 * @see Kullback & Leibler, 1951. https://doi.org/10.1214/aoms/1177729694
 */
export function klDivergence(prediction: Tensor, target: Tensor): Tensor {
  const who = "klDivergence";
  requireSameShape(who, { prediction, target });
  requireDistributions(who, prediction);
  requireProbabilities(who, "target", target);
  return target.xlogy(target).sub(target.xlogy(prediction)).sum(-1).named(who, { prediction, target });
}
