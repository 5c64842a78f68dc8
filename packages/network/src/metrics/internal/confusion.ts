import { onesLike, scatterAdd, type Tensor, zeros } from "@chainrule/tensor";
import { type ClassOptions, classesOf } from "./classes.ts";

/**
 * How often each true class (row) is predicted as each class (column): `[classes, classes]`, int32, or the dtype of the
 * prediction where rows have weights.
 */
export function confusion(who: string, prediction: Tensor, target: Tensor, options: ClassOptions): Tensor {
  const { predicted, actual, classes, weights } = classesOf(who, prediction, target, options);
  const cell = actual.mul(classes).add(predicted);
  const counts = scatterAdd(
    zeros([classes * classes], { dtype: (weights ?? cell).dtype }),
    cell,
    weights ?? onesLike(cell),
  );
  return counts.reshape([classes, classes]);
}
