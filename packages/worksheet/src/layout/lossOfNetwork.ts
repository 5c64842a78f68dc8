import { trace } from "@chainrule/compiler";
import { compile } from "@chainrule/compiler/interpreter";
import type { Loss, Tensor } from "@chainrule/tensor";
import type { PaperOutput } from "./problem.ts";
import { markOf } from "./stages.ts";

export type Reduction = "mean" | "sumOverBatch" | "sum";

/** A loss as a worksheet takes it: by output and by example. */
export function lossOfNetwork(
  loss: Loss,
  reduction: Reduction,
  prediction: Tensor,
  target: Tensor,
): Pick<PaperOutput, "terms" | "perExample" | "lossName"> {
  const { outputs } = trace((a, y) => [loss(a, y)], [prediction, target]);
  const byOutput = outputs[0]!.rank > 1;
  const outputCount = prediction.shape[1]!;
  const share = (x: Tensor): Tensor => (reduction === "mean" && byOutput ? x.div(outputCount) : x);
  const rows: Loss = (a, y) => {
    const values = loss(a, y);
    return byOutput ? share(values.sum(-1)) : values;
  };
  const column: Loss = (a, y) => rows(a, y).reshape([a.shape[0]!, 1]);
  // One number a row, so that a loss that adds up its row gives each output's share.
  const alone: Loss = (a, y) => {
    const shape = [a.shape[0]! * a.shape[1]!, 1];
    return loss(a.reshape(shape), y.reshape(shape)).reshape(a.shape);
  };
  const terms: Loss = byOutput ? (a, y) => share(loss(a, y)) : addsUp(alone, rows, prediction, target) ? alone : column;
  return {
    lossName: markOf(outputs[0]!) ?? "loss",
    terms,
    perExample: rows,
  };
}

/** Whether the shares of the outputs add up to the loss of each example. */
function addsUp(shares: Loss, rows: Loss, prediction: Tensor, target: Tensor): boolean {
  if (target.rank !== prediction.rank) return false;
  // Traced, so that a share may be of what is no whole row.
  const [apart, whole] = [shares, rows].map((f) => compile(f)(prediction, target));
  const sums = apart!.sum(-1).toTypedArray();
  return whole!.toTypedArray().every((value, i) => Math.abs(value - sums[i]!) <= 1e-9 * Math.max(1, Math.abs(value)));
}
