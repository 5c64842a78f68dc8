import { foldIn, type Parameters, refuse, ValueError } from "@chainrule/tensor";
import type { Network } from "../network.ts";
import type { Layer, Memory } from "./layer.ts";

/**
 * Layers one after the other. The parameters of the second layer are called `2.kernel` and `2.bias`.
 *
 * The network has no weights before `train` or `initialize` has seen the shape of its inputs.
 *
 * @throws ValueError without layers
 */
export function sequential(layers: readonly Layer[]): Network {
  if (layers.length === 0) {
    refuse(ValueError, "sequential", "at least one layer", "none", "Write sequential([dense(1)]).");
  }
  return {
    name: "sequential",
    layers,
    memory: undefined,
    preprocessing: undefined,
    init(key, inputShape, options) {
      let shape = inputShape;
      const memories = layers.map((layer, i) => {
        const { outputShape, ...memory } = layer.init(foldIn(key, i), shape, options);
        shape = outputShape;
        return memory;
      });
      return {
        parameters: join(memories.map(({ parameters }) => parameters)),
        state: join(memories.map(({ state }) => state)),
        outputShape: shape,
      };
    },
    apply(memory, x, { training, key }) {
      const states: Parameters[] = [];
      const y = layers.reduce((input, layer, i) => {
        const own = part(memory, i);
        const [output, state] = layer.apply(own, input, { training, key: foldIn(key, i) });
        states.push(state);
        return output.named(`layer ${i + 1} (${layer.name})`, { x: input });
      }, x);
      return [y, join(states)];
    },
  };
}

const prefix = (i: number): string => `${i + 1}.`;

/** The tensors of all layers, each name after the number of its layer. */
const join = (parts: readonly Parameters[]): Parameters =>
  Object.fromEntries(parts.flatMap((own, i) => Object.entries(own).map(([name, x]) => [prefix(i) + name, x])));

/** Those of one layer, under their own names. */
function part({ parameters, state }: Memory, i: number): Memory {
  const own = (all: Parameters): Parameters =>
    Object.fromEntries(
      Object.entries(all).flatMap(([name, x]) =>
        name.startsWith(prefix(i)) ? [[name.slice(prefix(i).length), x]] : [],
      ),
    );
  return { parameters: own(parameters), state: own(state) };
}
