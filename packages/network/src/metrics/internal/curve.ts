import {
  type MetricOptions,
  argSort,
  concat,
  cumsum,
  onesLike,
  sizeOf,
  takeAlong,
  type Tensor,
  zerosLike,
} from "@chainrule/tensor";
import { truth } from "./classes.ts";
import { weightsLike } from "../../weighted.ts";

/** What one gets by moving the threshold: for each row the counts if its own score is the lowest that means yes. */
export interface Curve {
  /** Weight of a yes, 0 for a no: `[rows, outputs]`, in the order of `truePositives` and `falsePositives`. */
  readonly yes: Tensor;
  readonly no: Tensor;
  /** Rows that score as high or higher and are a yes. */
  readonly truePositives: Tensor;
  /** Rows that score as high or higher and are a no. */
  readonly falsePositives: Tensor;
}

/** The exact curve of each output, by a sort; equal scores have equal counts. */
export function curveOf(who: string, prediction: Tensor, target: Tensor, { sampleWeights }: MetricOptions): Curve {
  const all = inColumns(sampleWeights ? weightsLike(prediction, sampleWeights) : onesLike(prediction));
  const yes = inColumns(truth(who, prediction, target).cast(prediction.dtype)).mul(all);
  const score = inColumns(prediction);
  const none = zerosLike(yes);
  // Every row stands twice in the order, first to be counted, then (after all rows of its score) to ask for the count.
  const order = argSort(concat([score, score], 0).neg(), 0);
  const counted = (rows: Tensor): Tensor => takeAlong(concat([rows, none], 0), order, 0);
  const asking = (rows: Tensor): Tensor => takeAlong(concat([none, rows], 0), order, 0);
  const no = all.sub(yes);
  return {
    yes: asking(yes),
    no: asking(no),
    truePositives: cumsum(counted(yes), 0),
    falsePositives: cumsum(counted(no), 0),
  };
}

function inColumns(x: Tensor): Tensor {
  const columns = x.rank > 1 ? x.shape.at(-1)! : 1;
  return x.reshape([sizeOf(x.shape) / columns, columns]);
}
