import { requireSameShape, type Tensor } from "@chainrule/tensor";
import { requireAmounts } from "./internal/amounts.ts";

/**
 * Poisson loss p − y·log p: for counts y of which p is the expected number. Least where p = y, but not 0 there.
 *
 * The negative logarithm of Poisson's probability without log(y!), which no weight changes. 0·log 0 is 0. Keras adds
 * 1e-7 to p inside the logarithm; PyTorch's `PoissonNLLLoss` and optax' take log p unless told otherwise: end the
 * network with `exponential` to mean the same.
 *
 * @param prediction - any shape: expected counts, ≥ 0, e.g. the output of `exponential` or `softplus`
 * @param target - same shape: counts, ≥ 0
 * @returns one loss per element; reduce with `.mean()` or `.sum()`
 * @throws ShapeError if the shapes differ: shapes that merely broadcast are usually a mistake
 * @throws ValueError if a prediction or target whose value is known is below 0
 */
export function poisson(prediction: Tensor, target: Tensor): Tensor {
  requireSameShape("poisson", { prediction, target });
  requireAmounts("poisson", "prediction", prediction);
  requireAmounts("poisson", "target", target);
  return prediction.sub(target.xlogy(prediction)).named("poisson", { prediction, target });
}
