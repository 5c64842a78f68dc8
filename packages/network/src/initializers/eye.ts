import { finite, formatShape, oneHot, range, refuse, requireNames, requireRange, ShapeError } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";

/**
 * The identity matrix: a linear layer of as many units as inputs begins by passing its inputs on. Where they are not
 * as many, what is over begins with 0.
 *
 * Keras calls it `Identity`, PyTorch `eye_`.
 *
 * @param options.gain - what stands on the diagonal; default 1
 * @throws ValueError unless the gain is finite; ShapeError unless there are two axes
 */
export function eye(options: { gain?: number } = {}): Initializer {
  requireNames("eye", options, ["gain"]);
  const { gain = 1 } = options;
  requireRange("eye", finite, { gain });
  return (_key, shape, { dtype }) => {
    const [inputs, units] = shape;
    if (shape.length === 2) return oneHot(range(inputs!), units!, { dtype }).mul(gain);
    refuse(ShapeError, "eye", "a shape of two axes", formatShape(shape), "Use it for the kernel of a dense layer.");
  };
}
