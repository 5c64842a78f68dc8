import type { DType, Shape } from "@chainrule/tensor";
import { drawing } from "./drawing.ts";
import { byName, listOf, namesOf } from "./graphs.ts";
import type { Network } from "./network.ts";
import type { ForPorts, Ports } from "./ports.ts";

/**
 * Gives a network its first weights. `train` does it by itself.
 *
 * @param options.inputShape - of one example: `[4]` for a table of four columns; by name where there are several inputs
 * @param options.seed - default 0
 * @param options.dtype - default "float32"
 * @returns the same network
 * @throws ShapeError if a layer cannot take such an input
 */
export function initialize<X extends Ports, Y extends Ports>(
  net: Network<X, Y>,
  { inputShape, seed = 0, dtype = "float32" }: { inputShape: ForPorts<X, Shape>; seed?: number; dtype?: DType },
): Network<X, Y> {
  const [first, draw] = drawing(seed, (key) => net.init(key, inputShape, { dtype }));
  net.memory = { ...first, ...byName(namesOf(first), draw(listOf(first))), inputShape, dtype };
  return net;
}
