import type { Tensor } from "@chainrule/tensor";
import type { ClassOptions } from "./internal/classes.ts";
import { countsOf } from "./internal/averaged.ts";
import { ratio } from "./internal/ratio.ts";

/**
 * Matthews' correlation between the predicted and the true classes: 1 if all are right, 0 for mere chance, down to −1
 * for two classes that are always confused. Fair also where classes differ in size.
 *
 * 0 where all rows are of one class or predicted as one, as in scikit-learn.
 *
 * @param prediction - `[rows, classes]`, of which the largest counts; or `[rows]` or `[rows, 1]` for yes and no
 * @param target - same shape: one-hot rows, or 0 and 1 for yes and no; or int32 labels `[rows]` for classes
 * @param options.threshold - of a single output: what is above means yes; default 0.5
 * @returns a scalar from −1 to 1
 * @throws ShapeError, DTypeError if the target is none of these; ValueError for labels out of range and for NaN
 * @see Gorodkin, 2004, for several classes. https://doi.org/10.1016/j.compbiolchem.2004.09.006
 */
export function matthews(prediction: Tensor, target: Tensor, options: ClassOptions = {}): Tensor {
  const { hits, predicted, actual } = countsOf("matthews", prediction, target, options);
  const rows = actual.sum();
  // As shares: products of counts would leave the whole numbers that float32 can hold.
  const [p, y] = [predicted.div(rows), actual.div(rows)];
  const together = hits.sum().div(rows).sub(p.mul(y).sum());
  const spread = (share: Tensor): Tensor => share.mul(share.neg().add(1)).sum();
  return ratio(together, spread(p).mul(spread(y)).sqrt());
}
