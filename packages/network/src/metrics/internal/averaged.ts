import { eye, range, type Tensor, ValueError } from "@chainrule/tensor";
import type { AverageOptions } from "../averageOptions.ts";
import { type ClassOptions, isBinary } from "./classes.ts";
import { confusion } from "./confusion.ts";
import { ratio } from "./ratio.ts";

/** Rows counted, for each class or together. */
export interface Counts {
  /** Of the class, and predicted as such. */
  readonly hits: Tensor;
  readonly predicted: Tensor;
  readonly actual: Tensor;
}

/** A score made of counts, averaged over the classes. */
export function averaged(
  who: string,
  prediction: Tensor,
  target: Tensor,
  { average = isBinary(prediction) ? "binary" : "macro", ...options }: AverageOptions,
  score: (counts: Counts) => Tensor,
): Tensor {
  const counts = countsOf(who, prediction, target, options);
  const { hits, predicted, actual } = counts;
  if (average === "micro") return score({ hits: hits.sum(), predicted: predicted.sum(), actual: actual.sum() });
  const weights = weightsOf(who, average, counts);
  return ratio(score(counts).mul(weights).sum(), weights.sum());
}

/** Of each class, in the dtype of the prediction. */
export function countsOf(who: string, prediction: Tensor, target: Tensor, options: ClassOptions): Counts {
  const { dtype } = prediction;
  const matrix = confusion(who, prediction, target, options).cast(dtype);
  const hits = matrix.mul(eye(matrix.shape[0]!, { dtype })).sum(0);
  return { hits, predicted: matrix.sum(0), actual: matrix.sum(1) };
}

/** How much each class counts in the mean. */
function weightsOf(who: string, average: string, { predicted, actual }: Counts): Tensor {
  const {
    dtype,
    shape: [classes],
  } = actual;
  if (average === "macro") return predicted.add(actual).greater(0).cast(dtype);
  if (average === "weighted") return actual;
  if (average === "binary" && classes === 2) return range(2, { dtype });
  throw new ValueError(
    `${who}: expected average to be "macro", "weighted" or "micro" (or "binary" for two classes), ` +
      `received "${average}" for ${classes} classes. Pass "macro".`,
  );
}
