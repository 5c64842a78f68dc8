import type { Loss, Metric, NestedNumbers } from "@chainrule/tensor";
import { memoryOf, type Network, requireInputs } from "./network.ts";
import { predict } from "./predict.ts";
import { residenceOf } from "./residence.ts";
import { requireData, requireLabels } from "./training/data.ts";
import { evaluationGraph } from "./training/graphs.ts";
import type { Examples, Reduction } from "./training/options.ts";

/** How good the predictions of a network are. */
export interface Evaluation {
  readonly rows: number;
  readonly loss: number;
  /** A number, or nested arrays of them for a metric such as confusionMatrix. */
  readonly metrics: Readonly<Record<string, NestedNumbers>>;
}

/**
 * Measures a network on examples, all of them at once.
 *
 * @param options.reduction - of the values of the loss. Default "mean"
 * @throws ShapeError, ValueError as `train` does
 */
export function evaluate(
  net: Network,
  examples: Examples,
  options: { readonly loss: Loss; readonly metrics?: Readonly<Record<string, Metric>>; readonly reduction?: Reduction },
): Evaluation {
  const memory = memoryOf("evaluate", net);
  const { inputs, targets } = requireData("evaluate", examples);
  requireInputs("evaluate", memory, inputs);
  requireLabels("evaluate", targets, memory.outputShape.at(-1) ?? 1);
  const { loss, metrics = {}, reduction = "mean" } = options;
  // The loss is traced together with the network: only then do logarithms of probabilities keep their digits.
  const graph = evaluationGraph(net, memory, { x: inputs, y: targets, loss, reduction, measure: () => [] });
  const { store, slots } = residenceOf(net, memory);
  const [value] = store.plan(graph, slots)([inputs, targets]);
  const prediction = predict(net, inputs);
  loss(prediction, targets); // sees values, which a trace has not: throws if they are out of its range
  const measured = Object.entries(metrics).map(
    ([name, metric]) => [name, metric(prediction, targets).toArray()] as const,
  );
  return { rows: inputs.shape[0]!, loss: value!.item(), metrics: Object.fromEntries(measured) };
}
