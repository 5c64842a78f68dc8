import { countFromOne, type DType, refuse, requireNames, type Shape, ShapeError, shown } from "@chainrule/tensor";
import { drawing } from "./drawing.ts";
import { byName, listOf, namesOf } from "./graphs.ts";
import { type Network, requireNetwork } from "./network.ts";
import { ended } from "./pieces.ts";
import { type ForPorts, type Ports, valuesOf } from "./ports.ts";

/**
 * Gives a network its first weights. `train` does it by itself.
 *
 * @param options.inputShape - of one example: `[4]` for a table of four columns; by name where there are several inputs
 * @param options.seed - default 0
 * @param options.dtype - default "float32"
 * @returns the same network
 * @throws ShapeError if a layer cannot take such an input; ValueError for a name that is no option
 */
export function initialize<X extends Ports, Y extends Ports>(
  net: Network<X, Y>,
  options: { inputShape: ForPorts<X, Shape>; seed?: number; dtype?: DType },
): Network<X, Y> {
  requireNetwork("initialize", net);
  requireNames("initialize", options, ["inputShape", "seed", "dtype"], 1);
  const { inputShape, seed = 0, dtype = "float32" } = options;
  for (const shape of valuesOf<unknown>(inputShape)) {
    if (Array.isArray(shape) && shape.every(countFromOne.contains)) continue;
    const received = Array.isArray(shape) ? `[${shape.join(", ")}]` : shown(shape);
    const cure = "Write for example { inputShape: [4] }, of one example.";
    refuse(ShapeError, "initialize", "inputShape as lengths, 1 or above, in a list", received, cure);
  }
  const [first, draw] = drawing(seed, (key) => net.init(key, inputShape, { dtype }));
  net.memory = { ...first, ...byName(namesOf(first), ended(draw(listOf(first)))), inputShape, dtype };
  return net;
}
