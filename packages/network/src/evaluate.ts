import { requireNames } from "@chainrule/tensor";
import { type AnyNetwork, memoryOf, type Network, requireInputs } from "./network.ts";
import { namesOf, type Ports } from "./ports.ts";
import { predictionsOf } from "./predict.ts";
import { ended, upTo } from "./pieces.ts";
import { residenceOf } from "./residence.ts";
import { columnsOf, requireData, requireLabels } from "./training/data.ts";
import { evaluationGraph } from "./training/graphs.ts";
import { measured, measuresOf, metricsOf, valuesMark } from "./training/measures.ts";
import { type Examples, type MeasureOptions, optionNames } from "./training/options.ts";

/** How good the predictions of a network are. */
export interface Evaluation {
  readonly rows: number;
  readonly loss: number;
  /** Where there are several outputs, the loss and the metrics of each: `digit.loss`. */
  readonly metrics: Readonly<Record<string, number>>;
}

/**
 * Measures a network on examples, all of them at once.
 *
 * @param options.reduction - of the values of the loss. Default "mean"
 * @throws ShapeError, ValueError as `train` does
 */
export const evaluate = <X extends Ports, Y extends Ports>(
  net: Network<X, Y>,
  examples: Examples<X, Y>,
  options: MeasureOptions<Y>,
): Evaluation => measure(net, examples, options);

function measure(net: AnyNetwork, examples: Examples<Ports, Ports>, options: MeasureOptions<Ports>): Evaluation {
  const memory = memoryOf("evaluate", net);
  requireNames("evaluate", options, optionNames, 1); // those of a training may be given as they are
  const data = requireData("evaluate", examples, net.ports, memory);
  requireInputs("evaluate", memory, data.inputs);
  requireLabels("evaluate", data, memory.outputShape);
  // The loss is traced together with the network: only then do logarithms of probabilities keep their digits.
  // Metrics need no trace, and see values.
  const measures = measuresOf("evaluate", { ...options, metrics: {} }, net.ports);
  const graph = evaluationGraph(net, memory, data, measures);
  const { store, slots } = residenceOf(net, memory);
  const columns = columnsOf(data);
  const losses = upTo(valuesMark, graph, columns.length, (part) => store.plan(part, slots));
  const [loss, ...fits] = ended(losses(columns, []));
  const predictions = predictionsOf("evaluate", net, memory, data.inputs);
  // A loss sees values, which a trace has not: throws if they are out of its range.
  measures.losses.forEach((f, i) => f(predictions[i]!, data.targets[i]!));
  const metrics = metricsOf("evaluate", options, namesOf(net.ports.outputs)).map(
    (metric) => [metric.name, measured("evaluate", metric, predictions, data).item()] as const,
  );
  const own = fits.map((fit, i) => [measures.lossNames[i]!, fit.item()] as const);
  return { rows: data.rows, loss: loss!.item(), metrics: Object.fromEntries([...own, ...metrics]) };
}
