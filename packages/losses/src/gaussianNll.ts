import {
  formatShape,
  refuse,
  requireSameShape,
  requireValues,
  ShapeError,
  slice,
  type Tensor,
} from "@chainrule/tensor";

/**
 * Negative log-likelihood of a normal distribution, ½(log v + (y − m)²/v): learns a mean m and how sure of it to be.
 *
 * The network gives both, means first: twice as many outputs as targets. Without the constant ½ log 2π, as in PyTorch's
 * `GaussianNLLLoss`, which takes the two apart and cuts off v at 1e-6; nothing is cut off here.
 *
 * @param prediction - `[…, 2·outputs]`: means, in the unit of the target, then variances, > 0, in that unit squared
 * @param target - `[…, outputs]`
 * @returns one loss per element of the target; reduce with `.mean()` or `.sum()`
 * @throws ShapeError unless prediction has twice the length of target along the last axis, and else its shape
 * @throws ValueError if a variance whose value is known is not above 0
 * @see Nix & Weigend, 1994. https://doi.org/10.1109/ICNN.1994.374138
 */
export function gaussianNll(prediction: Tensor, target: Tensor): Tensor {
  const who = "gaussianNll";
  const length = prediction.shape.at(-1) ?? 1;
  if (length % 2) {
    const expected = "prediction of shape […, 2·outputs]: means, then variances";
    refuse(ShapeError, who, expected, formatShape(prediction.shape), "Give the last layer two units for each target.");
  }
  const [mean, variance] = [slice(prediction, -1, 0, length / 2), slice(prediction, -1, length / 2, length)];
  requireSameShape(who, { "the means in prediction": mean, target });
  const cure = "End the network with softplus or exponential for them.";
  requireValues(who, variance, (v) => v <= 0, "variances above 0", cure);
  const error = mean.sub(target);
  // Over v before it is multiplied: the square alone would overflow sooner than the loss does.
  return variance.log().add(error.div(variance).mul(error)).mul(0.5).named(who, { prediction, target });
}
