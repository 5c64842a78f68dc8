import { gather, sort, type Tensor } from "@chainrule/tensor";
import { difference } from "./internal/difference.ts";

/**
 * The median over the rows of |prediction − target|: half of them are closer. Outliers do not count.
 *
 * Of an even number of rows the mean of the two in the middle; of several outputs the mean of their medians, as in
 * scikit-learn.
 *
 * @param prediction - `[rows]` or `[rows, outputs]`
 * @param target - same shape and unit
 * @returns a scalar, in that unit
 * @throws ShapeError if the shapes differ
 */
export function medianAbsoluteError(prediction: Tensor, target: Tensor): Tensor {
  const errors = sort(difference("medianAbsoluteError", prediction, target).abs(), 0);
  const rows = errors.count(0);
  const at = (place: Tensor): Tensor => gather(errors, place.cast("int32")); // cut off to a whole number
  return at(rows.sub(1).div(2))
    .add(at(rows.div(2)))
    .div(2)
    .mean();
}
