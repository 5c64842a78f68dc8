import { range, type Tensor, ValueError } from "@chainrule/tensor";
import { confusion } from "./internal/confusion.ts";
import { ratio } from "./internal/ratio.ts";
import type { ClassOptions } from "./internal/classes.ts";

/**
 * Cohen's kappa: how much better the agreement is than that of somebody who names the same classes as often, but
 * blindly. 1 if all are right, 0 for mere chance, below 0 if worse.
 *
 * 1 where all rows are of one class and predicted as it; scikit-learn gives NaN there.
 *
 * @param prediction - `[rows, classes]`, of which the largest counts; or `[rows]` or `[rows, 1]` for yes and no
 * @param target - same shape: one-hot rows, or 0 and 1 for yes and no; or int32 labels `[rows]` for classes
 * @param options.weights - what a mistake costs: `"none"` (default) 1 each, `"linear"` and `"quadratic"` the distance
 *   of
 *   the classes or its square, for classes in an order such as grades
 * @param options.threshold - of a single output: what is above means yes; default 0.5
 * @returns a scalar, at most 1
 * @throws ShapeError, DTypeError if the target is none of these
 * @throws ValueError for labels out of range, for NaN, and for other weights
 * @see Cohen, 1960. https://doi.org/10.1177/001316446002000104
 */
export function cohenKappa(
  prediction: Tensor,
  target: Tensor,
  { weights = "none", ...options }: ClassOptions & { readonly weights?: "none" | "linear" | "quadratic" } = {},
): Tensor {
  const { dtype } = prediction;
  const observed = confusion("cohenKappa", prediction, target, options).cast(dtype);
  const classes = observed.shape[0]!;
  const [actual, predicted] = [observed.sum(1, { keepDims: true }), observed.sum(0, { keepDims: true })];
  const expected = actual.div(observed.sum()).mul(predicted);
  const place = range(classes, { dtype });
  const cost = costOf(weights, place.reshape([classes, 1]).sub(place).abs());
  return ratio(observed.mul(cost).sum(), expected.mul(cost).sum()).neg().add(1);
}

function costOf(weights: string, distance: Tensor): Tensor {
  if (weights === "none") return distance.min(1);
  if (weights === "linear") return distance;
  if (weights === "quadratic") return distance.square();
  throw new ValueError(
    `cohenKappa: expected weights to be "none", "linear" or "quadratic", received "${weights}". Pass one of them.`,
  );
}
