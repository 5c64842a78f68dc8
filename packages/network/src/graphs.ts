import { type Graph, traceStable } from "@chainrule/compiler";
import { type DType, type Parameters, randomKey, type Shape, type Spec, type Tensor } from "@chainrule/tensor";
import type { ApplyContext, Memory } from "./layers/layer.ts";
import { inOrderOf, recordOf } from "./named.ts";
import type { AnyLearned, AnyNetwork } from "./network.ts";
import { alike, type Shapes, valuesOf } from "./ports.ts";

// A network as expressions. In each graph the parameters and the state come last among the inputs, in the order of
// their names, and the number of rows is open.

/** The names behind the tensors of a memory. */
export interface MemoryNames {
  readonly parameters: readonly string[];
  readonly state: readonly string[];
}

export const namesOf = ({ parameters, state }: Memory): MemoryNames => ({
  parameters: Object.keys(parameters),
  state: Object.keys(state),
});

/** A memory as a flat list, in the order of its names. */
export const listOf = ({ parameters, state }: Memory): Tensor[] => [
  ...Object.values(parameters),
  ...Object.values(state),
];

/** The memory that a flat list stands for. */
export function byName({ parameters, state }: MemoryNames, tensors: readonly Tensor[]): Memory {
  return { parameters: recordOf(parameters, tensors), state: recordOf(state, tensors.slice(parameters.length)) };
}

export const keySpec: Spec = { shape: [2], dtype: "int32" };

/** Examples of a network, any number of rows: one for each input. */
export const inputSpecs = ({ inputShape, dtype }: AnyLearned): Spec[] => rowsOf(inputShape, dtype);

/** Predictions of a network, any number of rows: one for each output. */
export const outputSpecs = ({ outputShape, dtype }: AnyLearned): Spec[] => rowsOf(outputShape, dtype);

const rowsOf = (shapes: Shapes, dtype: DType): Spec[] =>
  valuesOf<Shape>(shapes).map((shape) => ({ shape: [-1, ...shape], dtype }));

/** What a network makes of tensors in the order of its inputs: those of its outputs in their order. */
export function applied(
  net: AnyNetwork,
  { inputShape }: AnyLearned,
  memory: Memory,
  inputs: readonly Tensor[],
  context: ApplyContext,
): [outputs: Tensor[], state: Parameters] {
  const [y, state] = net.apply(memory, alike(inputShape, inputs), context);
  return [valuesOf(y), state];
}

/** inputs → predictions; in training, with dropout and the like, key, inputs → predictions, state. */
export function networkGraph(net: AnyNetwork, memory: AnyLearned, training: boolean): Graph {
  const names = namesOf(memory);
  const specs = inputSpecs(memory);
  return traceStable(
    (...all) => {
      const key = training ? all.shift()! : randomKey(0);
      const own = byName(names, all.slice(specs.length));
      const [predictions, state] = applied(net, memory, own, all.slice(0, specs.length), { training, key });
      return training ? [...predictions, ...inOrderOf(names.state, state)] : predictions;
    },
    [...(training ? [keySpec] : []), ...specs, ...listOf(memory)],
  );
}

/** All that a model is saved with. */
export const modelGraphs = (net: AnyNetwork, memory: AnyLearned): { predicting: Graph; training: Graph } => ({
  predicting: networkGraph(net, memory, false),
  training: networkGraph(net, memory, true),
});
