import { formatShape, type Loss, type Metric, refuse, ShapeError, type Tensor } from "@chainrule/tensor";
import { arranged, namesOf, type PortNames, type Ports } from "../ports.ts";
import { type MeasureOptions, type Metrics, reduce } from "./options.ts";

/** What predictions are measured by: the loss, and what is reported beside it. */
export interface Measures {
  /** Of what is reported: metrics, and where there are several outputs the loss of each, `digit.loss`. */
  readonly names: readonly string[];
  /** In the order of the outputs. */
  readonly losses: readonly Loss[];
  /** The loss, then what is reported. */
  of(predictions: readonly Tensor[], examples: Measured): Tensor[];
}

interface Measured {
  readonly targets: readonly Tensor[];
  /** None, one for all outputs, or one for each. */
  readonly weights: readonly Tensor[];
}

export function measuresOf(who: string, options: MeasureOptions<Ports>, { outputs }: PortNames): Measures {
  const { loss, lossWeights, reduction = "mean" } = options;
  const names = namesOf(outputs);
  const several = names[0] !== undefined;
  const losses = arranged<Loss>(who, "losses", outputs, loss);
  const factors = lossWeights === undefined ? [] : arranged<number>(who, "loss weights", outputs, lossWeights);
  const metrics = metricsOf(options, names);
  return {
    names: [...(several ? names.map((name) => `${name!}.loss`) : []), ...metrics.map(({ name }) => name)],
    losses,
    of(predictions, { targets, weights }) {
      const fits = losses.map((f, i) => {
        const values = f(predictions[i]!, targets[i]!);
        return reduce(values, reduction, weights[weights.length > 1 ? i : 0]);
      });
      const total = fits
        .map((fit, i) => (factors[i] === undefined ? fit : fit.mul(factors[i])))
        .reduce((a, b) => a.add(b));
      const measured = metrics.map(({ name, output, metric }) =>
        requireScalar(name, metric(predictions[output]!, targets[output]!)),
      );
      return [total, ...(several ? fits : []), ...measured];
    },
  };
}

interface NamedMetric {
  readonly name: string;
  /** Number of the output. */
  readonly output: number;
  readonly metric: Metric;
}

/** Metrics by one name: `accuracy`, or `digit.accuracy` of the output digit. */
export function metricsOf(
  { metrics = {} }: Pick<MeasureOptions<Ports>, "metrics">,
  outputs: readonly (string | undefined)[],
): NamedMetric[] {
  return outputs.flatMap((own, output) => {
    const list = (own === undefined ? metrics : ((metrics as Readonly<Record<string, Metrics>>)[own] ?? {})) as Metrics;
    return Object.entries(list).map(([name, metric]) => ({
      name: own === undefined ? name : `${own}.${name}`,
      output,
      metric,
    }));
  });
}

function requireScalar(name: string, metric: ReturnType<Metric>): Tensor {
  if (metric.rank === 0) return metric;
  refuse(
    ShapeError,
    "train",
    `metric ${name} to be a scalar`,
    formatShape(metric.shape),
    "Use it with evaluate instead.",
  );
}
