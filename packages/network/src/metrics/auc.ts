import {
  argSort,
  concat,
  cumsum,
  onesLike,
  sizeOf,
  takeAlong,
  type Tensor,
  ValueError,
  zerosLike,
} from "@chainrule/tensor";
import { truth } from "./internal/classes.ts";
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
export function auc(prediction: Tensor, target: Tensor, { curve = "roc" }: { curve?: "roc" | "pr" } = {}): Tensor {
  const yes = inColumns(truth("auc", prediction, target).cast(prediction.dtype));
  const score = inColumns(prediction);
  const [all, none] = [onesLike(yes), zerosLike(yes)];
  // Every row stands twice in the order, first to be counted, then (after all rows of its score) to ask for the count.
  const order = argSort(concat([score, score], 0).neg(), 0);
  const countOf = (rows: Tensor): Tensor => cumsum(takeAlong(concat([rows, none], 0), order, 0), 0);
  const meanOver = (rows: Tensor, x: Tensor): Tensor =>
    ratio(
      takeAlong(concat([none, rows], 0), order, 0)
        .mul(x)
        .sum(0),
      rows.sum(0),
    );

  if (curve === "pr") return meanOver(yes, countOf(yes).div(countOf(all))).mean();
  if (curve !== "roc") {
    throw new ValueError(`auc: expected curve to be "roc" or "pr", received "${String(curve)}". Pass one of them.`);
  }
  const no = all.sub(yes);
  const rate = (rows: Tensor): Tensor => ratio(countOf(rows), rows.sum(0));
  return meanOver(no, rate(yes))
    .sub(meanOver(yes, rate(no)))
    .add(1)
    .mul(0.5)
    .mean();
}

function inColumns(x: Tensor): Tensor {
  const columns = x.rank > 1 ? x.shape.at(-1)! : 1;
  return x.reshape([sizeOf(x.shape) / columns, columns]);
}
