import { sigmoid, softmax } from "@chainrule/activations";
import type { Preparation, PreparedWithTargets } from "@chainrule/data";
import { binaryCrossentropy, categoricalCrossentropy, meanSquaredError } from "@chainrule/losses";
import {
  accuracy,
  confusionMatrix,
  dense,
  evaluate,
  type Layer,
  mae,
  type Network,
  predict,
  r2,
  rmse,
} from "@chainrule/network";
import type { Loss, Metric } from "@chainrule/tensor";

/** What a kind of target asks of a network. */
export interface Task {
  readonly output: Layer;
  readonly loss: Loss;
  /** Watched while training. */
  readonly metrics: Readonly<Record<string, Metric>>;
}

export function taskOf({ target }: Preparation): Task {
  if (target.kind === "classes") {
    return { output: dense(target.labels.length, softmax), loss: categoricalCrossentropy, metrics: { accuracy } };
  }
  if (target.kind === "boolean") return { output: dense(1, sigmoid), loss: binaryCrossentropy, metrics: { accuracy } };
  // The target is normalized: errors times its scale are in its own unit.
  const inUnit =
    (metric: Metric): Metric =>
    (prediction, truth, given) =>
      metric(prediction, truth, given).mul(target.scale);
  return { output: dense(1), loss: meanSquaredError, metrics: { mae: inUnit(mae), rmse: inUnit(rmse), r2 } };
}

/** How good a network is on a table. */
export interface Measured {
  readonly rows: number;
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** Rows are the true labels. */
  readonly confusion?: { readonly labels: readonly string[]; readonly counts: number[][] };
}

export function measure(
  net: Network,
  preparation: Preparation,
  data: PreparedWithTargets,
  loss: Loss = taskOf(preparation).loss,
): Measured {
  const measured = evaluate(net, data, { loss, metrics: taskOf(preparation).metrics });
  const { target } = preparation;
  if (target.kind === "number") return measured;
  const counts = confusionMatrix(predict(net, data.inputs), data.targets).toArray() as number[][];
  return { ...measured, confusion: { labels: target.labels, counts } };
}
