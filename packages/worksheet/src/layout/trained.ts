import { gradients, replay, trace } from "@chainrule/compiler";
import type { Parameters, Tensor, ValueAndGrad } from "@chainrule/tensor";
import { lossWith } from "./lossWith.ts";
import { isBias } from "./denseLayer.ts";
import type { Parameter, Problem } from "./problem.ts";

/** A tensor that is trained: `W1` on paper, "1.kernel" in the network. */
export interface Trained extends Parameter {
  readonly layer: number;
}

/** In the order of the way back, as on paper: the last layer first. */
export function trainedOf({ layers, updateBiases }: Problem): Trained[] {
  return layers
    .map(({ parameters }, i): Trained[] =>
      parameters
        .filter(({ symbol }) => updateBiases || !isBias(symbol))
        .map((parameter) => ({ ...parameter, layer: i + 1 })),
    )
    .reverse()
    .flat();
}

export const record = (trained: readonly Trained[], tensors: readonly Tensor[]): Record<string, Tensor> =>
  Object.fromEntries(trained.map(({ name }, i) => [name, tensors[i]!]));

/** For an optimizer that looks at the loss elsewhere too: the loss of the batch at any weights, with its gradients. */
export function lossAt(problem: Problem, trained: readonly Trained[]): ValueAndGrad {
  const { layers, input, target } = problem;
  const fixed = new Map<string, Tensor>([
    ["x", input],
    ["y", target],
    ...layers.flatMap(({ parameters, mask }, i): [string, Tensor][] => [
      ...parameters.map(({ symbol, value }): [string, Tensor] => [symbol, value]),
      ...(mask ? [[`mask${i + 1}`, mask] as [string, Tensor]] : []),
    ]),
  ]);
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
