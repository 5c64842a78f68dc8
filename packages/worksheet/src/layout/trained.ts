import { gradients, replay, trace } from "@chainrule/compiler";
import type { Parameters, Tensor, ValueAndGrad } from "@chainrule/tensor";
import { givenOf, lossWith } from "./lossWith.ts";
import { isBias } from "./denseLayer.ts";
import { parametersOf } from "./graph.ts";
import type { Parameter, Problem } from "./problem.ts";

/** A tensor that is trained: `W1` on paper, "1.kernel" in the network. */
export interface Trained extends Parameter {
  readonly layer: number;
}

/** In the order of the way back, as on paper: the last layer first. */
export const trainedOf = (problem: Problem): Trained[] =>
  parametersOf(problem)
    .filter(({ symbol }) => problem.updateBiases || !isBias(symbol))
    // From the last layer on, in each as they come.
    .toSorted((a, b) => b.layer - a.layer);

export const record = (trained: readonly Trained[], tensors: readonly Tensor[]): Record<string, Tensor> =>
  Object.fromEntries(trained.map(({ name }, i) => [name, tensors[i]!]));

/** For an optimizer that looks at the loss elsewhere too: the loss of the batch at any weights, with its gradients. */
export function lossAt(problem: Problem, trained: readonly Trained[]): ValueAndGrad {
  const fixed = givenOf(problem);
  const { inputs, outputs } = trace(
    (...tensors) => {
      const own = new Map(trained.map(({ symbol }, i) => [symbol, tensors[i]!]));
      return [lossWith(problem, (name) => own.get(name) ?? fixed.get(name))];
    },
    trained.map(({ value }) => value),
  );
  const run = replay({ inputs, outputs: [outputs[0]!, ...gradients(outputs[0]!, inputs)] });
  return (some: Parameters) => {
    const [loss, ...slopes] = run(trained.map(({ name, value }) => some[name] ?? value));
    return [loss!, record(trained, slopes)];
  };
}
