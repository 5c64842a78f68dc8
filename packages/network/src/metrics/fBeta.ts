import { type Tensor, ValueError } from "@chainrule/tensor";
import type { AverageOptions } from "./averageOptions.ts";
import { fScore } from "./internal/fScore.ts";

/**
 * Precision and recall in one number, where recall is β times as important:
 * (1 + β²)·precision·recall / (β²·precision + recall).
 *
 * A class that is neither predicted nor has rows scores 0, as in scikit-learn.
 *
 * @param prediction - `[rows, classes]`, of which the largest counts; or `[rows]` or `[rows, 1]` for yes and no
 * @param target - same shape: one-hot rows, or 0 and 1 for yes and no; or int32 labels `[rows]` for classes
 * @param options.beta - 0 or above; 0 is precision alone
 * @returns a scalar from 0 to 1
 * @throws ShapeError, DTypeError if the target is none of these
 * @throws ValueError for a beta or labels out of range, for NaN, and for an average that does not fit
 * @see van Rijsbergen, 1979, Information Retrieval, chapter 7. http://www.dcs.gla.ac.uk/Keith/Preface.html
 */
export function fBeta(
  prediction: Tensor,
  target: Tensor,
  { beta, ...options }: AverageOptions & { readonly beta: number },
): Tensor {
  if (!(beta >= 0 && beta < Infinity)) {
    throw new ValueError(`fBeta: expected beta to be a finite number, 0 or above, received ${beta}. Pass 2, say.`);
  }
  return fScore("fBeta", beta, prediction, target, options);
}
