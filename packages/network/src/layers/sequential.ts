import { refuse, shown, ValueError } from "@chainrule/tensor";
import { input } from "../functional/input.ts";
import { build } from "../functional/network.ts";
import { nodeOf } from "../functional/node.ts";
import type { Network } from "../network.ts";
import type { Layer } from "./layer.ts";

/**
 * Layers one after the other. The parameters of the second layer are called `2.kernel` and `2.bias`.
 *
 * The network has no weights before `train` or `initialize` has seen the shape of its inputs. One layer put in twice
 * has weights for each place; in `network` it would share them.
 *
 * @throws ValueError without layers
 */
export function sequential(layers: readonly Layer[]): Network {
  const isList: boolean = Array.isArray(layers); // a boolean, so that the type stays
  if (!isList || layers.length === 0) {
    refuse(
      ValueError,
      "sequential",
      "a list of at least one layer",
      isList ? "none" : shown(layers),
      "Write sequential([dense(1)]).",
    );
  }
  const start = input();
  const end = layers.reduce((node, layer) => nodeOf(layer, [node], {}), start);
  return build("sequential", [start], [end], { inputs: undefined, outputs: undefined }) as Network;
}
