import { type Graph, traceStable } from "@chainrule/compiler";
import { type Parameters, randomKey, type Spec, type Tensor } from "@chainrule/tensor";
import type { Memory } from "./layers/layer.ts";
import type { Learned, Network } from "./network.ts";

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
  const record = (names: readonly string[], from: number): Parameters =>
    Object.fromEntries(names.map((name, i) => [name, tensors[from + i]!]));
  return { parameters: record(parameters, 0), state: record(state, parameters.length) };
}

export const keySpec: Spec = { shape: [2], dtype: "int32" };

/** Examples of a network, any number of rows. */
export const inputSpec = ({ inputShape, dtype }: Learned): Spec => ({ shape: [-1, ...inputShape], dtype });

/** x → prediction */
export function predictingGraph(net: Network, memory: Learned): Graph {
  const names = namesOf(memory);
  return traceStable(
    (x, ...tensors) => [net.apply(byName(names, tensors), x, { training: false, key: randomKey(0) })[0]],
    [inputSpec(memory), ...listOf(memory)],
  );
}

/** key, x → prediction, state: with dropout and the like */
export function trainingGraph(net: Network, memory: Learned): Graph {
  const names = namesOf(memory);
  return traceStable(
    (key, x, ...tensors) => {
      const [y, state] = net.apply(byName(names, tensors), x, { training: true, key: key });
      return [y, ...names.state.map((name) => state[name]!)];
    },
    [keySpec, inputSpec(memory), ...listOf(memory)],
  );
}
