import { fullLike, type Tensor } from "@chainrule/tensor";
import { isBias, weightsOf } from "../layout/denseLayer.ts";
import { outputsAt, placesOf } from "../layout/graph.ts";
import { layout, type Worksheet } from "../layout/layout.ts";
import type { Answer } from "./answer.ts";
import { short, valueOf } from "./facts.ts";

/** What happens if all weights start at the same number. */
export function equalWeights({ problem }: Worksheet): Answer {
  const start = 0.1;
  const layers = problem.layers.map((layer) => ({
    ...layer,
    parameters: layer.parameters.map((parameter) => {
      const isWeight = /^W\d/.test(parameter.symbol);
      const value =
        isWeight || isBias(parameter.symbol) ? fullLike(parameter.value, isWeight ? start : 0) : parameter.value;
      return { ...parameter, value };
    }),
    mask: undefined,
  }));
  const equal = layout({ ...problem, layers, state: new Map() });
  // Where a layer is used in several places, it is the first of them.
  const hidden = layers.flatMap((layer, i) => {
    const isFirst = weightsOf(layer) && placesOf(problem, layer.parameters[0]!.symbol)[0] === i + 1;
    return isFirst && outputsAt(problem, i + 1).length === 0 ? [i + 1] : [];
  });
  return {
    id: "equal-weights",
    question: "What do equal weights do?",
    answer: [
      "Neurons of a layer that start with the same weights compute the same activation, get the same delta, and with it the " +
        "same gradient: they stay equal for ever, and the layer is worth no more than one neuron. That is why weights start at random.",
    ],
    figures:
      hidden.length === 0
        ? ["This net has no hidden layer: its neurons differ by their targets."]
        : hidden.map((layer) => {
            const gradient = valueOf(equal, `dW${layer}`);
            return (
              `All weights of this net at ${start}, one step: the ${gradient.shape[1]} neurons of layer ${layer} get gradients that differ by at most ` +
              `${short(spread(gradient))}; after the step their weights differ by ${short(spread(valueOf(equal, `W${layer}_new`)))}.`
            );
          }),
  };
}

/** The largest difference within a row: between the neurons that a weight of the same number leads to. */
function spread({ data, shape }: Tensor): number {
  const [rows, columns] = shape as [number, number];
  return Math.max(
    ...Array.from({ length: rows }, (_, r) => {
      const row = Array.from(data!.slice(r * columns, (r + 1) * columns));
      return (
        row.reduce((most, x) => Math.max(most, x), -Infinity) - row.reduce((least, x) => Math.min(least, x), Infinity)
      );
    }),
  );
}
