import { ShapeError } from "../errors.ts";
import type { Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { formatShape, requireShape, type Shape, sizeOf } from "../shape.ts";
import { dataOf } from "../strided.ts";

/** The same elements in row-major order under another shape. */
export const reshape: Whole<{ shape: Shape }> = {
  name: "reshape",
  result(inputs, { shape }) {
    const from = first(inputs);
    if (sizeOf(from.shape) !== sizeOf(requireShape("reshape", shape))) {
      throw new ShapeError(
        `reshape: expected a shape of as many elements as ${formatShape(from.shape)}, received ${formatShape(shape)}. ` +
          "The product of the lengths must stay the same.",
      );
    }
    return { shape, dtype: from.dtype };
  },
  evaluate: ([x]) => dataOf(x),
  gradient: (dy, _, x) => [dy.reshape(x!.shape)],
};
