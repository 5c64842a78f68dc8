import { type Graph, replay } from "@chainrule/compiler";
import { refuse, type Tensor, ValueError } from "@chainrule/tensor";
import { inOrderOf, recordOf } from "../named.ts";
import type { AnyLearned, AnyNetwork } from "../network.ts";
import { alike, arranged, type Ports } from "../ports.ts";

/** What a network without its code consists of. */
export interface Parts {
  readonly learned: AnyLearned;
  readonly graphs: { readonly predicting: Graph; readonly training: Graph };
  readonly preprocessing: unknown;
}

/** A network whose layers are known by their expressions alone: it predicts and trains as before. */
export function networkOf({ learned, graphs, preprocessing }: Parts): AnyNetwork {
  const [predicting, training] = [replay(graphs.predicting), replay(graphs.training)];
  const names = Object.keys(learned.state);
  return {
    name: "loaded",
    layers: undefined,
    starts: [],
    ports: { inputs: learned.inputShape, outputs: learned.outputShape },
    memory: learned,
    preprocessing,
    init() {
      refuse(ValueError, "loaded network", "to keep its weights", "a call of init", "Build a new one from layers.");
    },
    apply({ parameters, state }, x, { training: train, key }) {
      // By the names of the file: whoever calls may hold them in another order.
      const memory = [...inOrderOf(Object.keys(learned.parameters), parameters), ...inOrderOf(names, state)];
      const inputs = arranged("loaded network", "inputs", learned.inputShape, x);
      const outputs = (list: readonly Tensor[]): Ports => alike(learned.outputShape, list);
      if (!train) return [outputs(predicting([...inputs, ...memory])), state];
      const all = training([key, ...inputs, ...memory]);
      const after = all.slice(all.length - names.length);
      return [outputs(all), recordOf(names, after)];
    },
  };
}
