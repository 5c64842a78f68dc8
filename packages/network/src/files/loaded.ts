import { type Graph, replay } from "@chainrule/compiler";
import { refuse, ValueError } from "@chainrule/tensor";
import type { Learned, Network } from "../network.ts";

/** What a network without its code consists of. */
export interface Parts {
  readonly learned: Learned;
  readonly graphs: { readonly predicting: Graph; readonly training: Graph };
  readonly preprocessing: unknown;
}

/** A network whose layers are known by their expressions alone: it predicts and trains as before. */
export function networkOf({ learned, graphs, preprocessing }: Parts): Network {
  const [predicting, training] = [replay(graphs.predicting), replay(graphs.training)];
  const names = Object.keys(learned.state);
  return {
    name: "loaded",
    layers: undefined,
    memory: learned,
    preprocessing,
    init() {
      refuse(ValueError, "loaded network", "to keep its weights", "a call of init", "Build a new one from layers.");
    },
    apply({ parameters, state }, x, { training: train, key }) {
      // By the names of the file: whoever calls may hold them in another order.
      const memory = [
        ...Object.keys(learned.parameters).map((name) => parameters[name]!),
        ...names.map((name) => state[name]!),
      ];
      if (!train) return [predicting([x, ...memory])[0]!, state];
      const [y, ...after] = training([key, x, ...memory]);
      return [y!, Object.fromEntries(names.map((name, i) => [name, after[i]!]))];
    },
  };
}
