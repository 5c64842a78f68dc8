import { finite, requireRange, type Tensor } from "@chainrule/tensor";
import { categoricalCrossentropy } from "./categoricalCrossentropy.ts";

/**
 * Cross-entropy with its first term turned up: −Σ y·log p + ε·Σ y·(1 − p).
 *
 * optax' `poly_loss_cross_entropy` with the same default, which takes scores; this takes probabilities.
 *
 * @param prediction - `[…, classes]`: probabilities that sum to 1 over the last axis, e.g. the output of `softmax`
 * @param target - same shape: the probabilities meant, e.g. one-hot rows
 * @param options.epsilon - how much more 1 − p counts than it does in the series of −log p
 * @returns one loss per row, shape `[…]`; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError unless epsilon is finite, and as `categoricalCrossentropy` does
 * @see Leng et al., 2022. https://arxiv.org/abs/2204.12511
 */
export function polyLoss(prediction: Tensor, target: Tensor, { epsilon = 2 }: { epsilon?: number } = {}): Tensor {
  requireRange("polyLoss", finite, { epsilon });
  const missing = target.mul(prediction.neg().add(1)).sum(-1);
  const entropy = categoricalCrossentropy(prediction, target);
  return entropy.add(missing.mul(epsilon)).named("polyLoss", { prediction, target }, { epsilon });
}
