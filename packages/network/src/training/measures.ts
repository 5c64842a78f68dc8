import {
  formatShape,
  isRecord,
  type Loss,
  type Metric,
  refuse,
  requireWord,
  ShapeError,
  type Tensor,
} from "@chainrule/tensor";
import { arranged, namesOf, type PortNames, type Ports } from "../ports.ts";
import { requireFunction, requirePart } from "../parts.ts";
import { type MeasureOptions, type Metrics, reduce } from "./options.ts";

/** What predictions are measured by: the loss, and what is reported beside it. */
export interface Measures {
  /** Where there are several outputs the loss of each, `digit.loss`. */
  readonly lossNames: readonly string[];
  readonly metricNames: readonly string[];
  /** In the order of the outputs. */
  readonly losses: readonly Loss[];
  /** The loss, then where there are several outputs that of each. */
  lossesOf(predictions: readonly Tensor[], examples: Measured): Tensor[];
  metricsOf(predictions: readonly Tensor[], examples: Measured): Tensor[];
}

interface Measured {
  readonly targets: readonly Tensor[];
  /** None, one for all outputs, or one for each. */
  readonly weights: readonly Tensor[];
}

/** The weights that belong to an output, if there are some. */
const weightsOf = ({ weights }: Measured, output: number): Tensor | undefined =>
  weights[weights.length > 1 ? output : 0];

/** What the values of a loss are marked with: they can be had a piece of the examples at a time. */
export const valuesMark = "values of the loss";

export function measuresOf(who: string, options: MeasureOptions<Ports>, { outputs }: PortNames): Measures {
  const { loss, lossWeights, reduction = "mean" } = options;
  const names = namesOf(outputs);
  const several = names[0] !== undefined;
  const losses = arranged<Loss>(who, "losses", outputs, loss);
  for (const f of losses) requireFunction(who, "a loss", f, "meanSquaredError", "losses");
  requireWord(who, "reduction", reduction, ["mean", "sumOverBatch", "sum"]);
  const factors = lossWeights === undefined ? [] : arranged<number>(who, "loss weights", outputs, lossWeights);
  const metrics = metricsOf(who, options, names);
  return {
    lossNames: several ? names.map((name) => `${name!}.loss`) : [],
    metricNames: metrics.map(({ name }) => name),
    losses,
    lossesOf(predictions, examples) {
      const fits = losses.map((f, i) => {
        const values = f(predictions[i]!, examples.targets[i]!).named(valuesMark, {});
        return reduce(values, reduction, weightsOf(examples, i));
      });
      const total = fits
        .map((fit, i) => (factors[i] === undefined ? fit : fit.mul(factors[i])))
        .reduce((a, b) => a.add(b));
      return [total, ...(several ? fits : [])];
    },
    metricsOf: (predictions, examples) => metrics.map((metric) => measured(who, metric, predictions, examples)),
  };
}

/** A metric of its output, with the weights of the examples if there are some. */
export function measured(
  who: string,
  { name, metric, output }: NamedMetric,
  predictions: readonly Tensor[],
  examples: Measured,
): Tensor {
  const sampleWeights = weightsOf(examples, output);
  const value = metric(predictions[output]!, examples.targets[output]!, sampleWeights && { sampleWeights });
  if (value.rank === 0) return value;
  const cure = "Call it with predict(net, inputs) instead.";
  return refuse(ShapeError, who, `metric ${name} to be a scalar`, formatShape(value.shape), cure);
}

interface NamedMetric {
  readonly name: string;
  /** Number of the output. */
  readonly output: number;
  readonly metric: Metric;
}

/** Metrics by one name: `accuracy`, or `digit.accuracy` of the output digit. */
export function metricsOf(
  who: string,
  { metrics = {} }: Pick<MeasureOptions<Ports>, "metrics">,
  outputs: readonly (string | undefined)[],
): NamedMetric[] {
  requirePart(who, "metrics by name,", metrics, isRecord(metrics), "{ accuracy }", "network");
  return outputs.flatMap((own, output) => {
    const list = (own === undefined ? metrics : ((metrics as Readonly<Record<string, Metrics>>)[own] ?? {})) as Metrics;
    return Object.entries(list).map(([name, metric]) => {
      requireFunction(who, "a metric", metric, "accuracy", "network");
      return { name: own === undefined ? name : `${own}.${name}`, output, metric };
    });
  });
}
