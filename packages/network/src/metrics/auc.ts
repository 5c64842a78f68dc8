import { type MetricOptions, type Tensor, ValueError } from "@chainrule/tensor";
import { curveOf } from "./internal/curve.ts";
import { ratio } from "./internal/ratio.ts";

/**
 * Area under a curve that one gets by moving the threshold; exact, not sampled at some thresholds as in Keras.
 *
 * - `"roc"`: true positive rate over false positive rate, by trapezoids. It is the chance that a yes scores above a no,
 *   where equal scores count half. ½ where all rows are yes or all are no (scikit-learn: NaN or an error)
 * - `"pr"`: precision over recall, by steps: scikit-learn's `average_precision_score`. 0 where no row is a yes
 *
 * @param prediction - `[rows]` or `[rows, outputs]`: probabilities or scores; only their order matters
 * @param target - same shape: 0 or 1. Of several outputs (classes, one-hot) each is scored against the others
 * @param options.curve - default `"roc"`
 * @returns a scalar from 0 to 1: the mean over the outputs
 * @throws ShapeError if the shapes differ; ValueError for a target outside 0 to 1, for NaN and for another curve
 * @see Fawcett, 2006. https://doi.org/10.1016/j.patrec.2005.10.010
 */
export function auc(
  prediction: Tensor,
  target: Tensor,
  { curve = "roc", ...options }: MetricOptions & { readonly curve?: "roc" | "pr" } = {},
): Tensor {
  const { yes, no, truePositives, falsePositives } = curveOf("auc", prediction, target, options);
  const meanOver = (rows: Tensor, x: Tensor): Tensor => ratio(rows.mul(x).sum(0), rows.sum(0));
  if (curve === "pr") return meanOver(yes, ratio(truePositives, truePositives.add(falsePositives))).mean();
  if (curve !== "roc") {
    throw new ValueError(`auc: expected curve to be "roc" or "pr", received "${String(curve)}". Pass one of them.`);
  }
  const above = meanOver(no, ratio(truePositives, yes.sum(0)));
  const below = meanOver(yes, ratio(falsePositives, no.sum(0)));
  return above.sub(below).add(1).mul(0.5).mean();
}
