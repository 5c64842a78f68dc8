import { stabilize } from "@chainrule/compiler";
import type { Tensor } from "@chainrule/tensor";
import { regularized } from "./denseLayer.ts";
import { parametersOf } from "./graph.ts";
import { type LossParts, named, totalOf } from "./loss.ts";
import type { PaperLayer, Problem } from "./problem.ts";

/** What stands for `x`, `y`, `W1`, `b1`, `mask1`, …; undefined for what there is not. */
export type Given = (name: string) => Tensor | undefined;

/** Everything that a step begins with, by name. */
export const givenOf = (problem: Problem): Map<string, Tensor> =>
  new Map<string, Tensor>([
    ...problem.inputs.map(({ symbol, value }) => [symbol, value] as const),
    ...problem.outputs.map(({ suffix, target }) => [`y${suffix}`, target] as const),
    ...parametersOf(problem).map(({ symbol, value }) => [symbol, value] as const),
    ...problem.layers.flatMap(({ mask }, i) => (mask ? [[`mask${i + 1}`, mask] as const] : [])),
  ]);

/** What a layer gives: its activation, and of it what its mask keeps. */
export function activated({ activation }: PaperLayer, layer: number, z: Tensor, of: Given): Tensor {
  const a = activation(z);
  const mask = of(`mask${layer}`);
  return mask ? a.mul(mask) : a;
}

/** What the layers after some quantities make of them; the others are as they are given. */
export function activationsWith({ layers }: Problem, of: Given, only?: ReadonlySet<number>): Given {
  const found = new Map<string, Tensor>();
  const known: Given = (name) => found.get(name) ?? of(name);
  layers.forEach((layer, i) => {
    const { takes, parameters, preactivation } = layer;
    if (only && !only.has(i + 1)) return;
    const z = preactivation(
      takes.map((name) => known(name)!),
      parameters.map(({ symbol }) => of(symbol)!),
    );
    found.set(`a${i + 1}`, activated(layer, i + 1, z, of));
  });
  return known;
}

/** What the loss is put together from, with other numbers. */
export function partsWith(problem: Problem, of: Given): LossParts {
  const known = activationsWith(problem, of);
  const weights = regularized(problem);
  const terms = stabilize(
    problem.outputs.map(({ layer, suffix, terms }) => terms(known(`a${layer}`)!, known(`y${suffix}`)!)),
  );
  return {
    fits: terms,
    activities: problem.activities.map((activity) => activity.of(...activity.from.map((name) => known(name)!))),
    penalty: problem.regularizer?.(
      named(
        weights,
        weights.map(({ symbol }) => of(symbol)!),
      ),
    ),
  };
}

/** The loss of the batch with other numbers. */
export const lossWith = (problem: Problem, of: Given): Tensor => totalOf(partsWith(problem, of), problem);
