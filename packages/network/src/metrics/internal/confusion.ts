import { onesLike, scatterAdd, type Tensor, zeros } from "@chainrule/tensor";
import { classesOf } from "./classes.ts";

/** How often each true class (row) is predicted as each class (column): int32 `[classes, classes]`. */
export function confusion(who: string, prediction: Tensor, target: Tensor, threshold: number): Tensor {
  const { predicted, actual, classes } = classesOf(who, prediction, target, threshold);
  const cell = actual.mul(classes).add(predicted);
  const counts = scatterAdd(zeros([classes * classes], { dtype: "int32" }), cell, onesLike(cell));
  return counts.reshape([classes, classes]);
}
