import { ShapeError } from "../errors.ts";
import type { Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { broadcastShapes, broadcastStrides, formatShape, sameShape, type Shape } from "../shape.ts";
import { copyStrided } from "../strided.ts";

/** Repeats along axes of length 1 and along new axes in front. */
export const broadcast: Whole<{ shape: Shape }> = {
  name: "broadcast",
  result(inputs, { shape }) {
    const from = first(inputs);
    if (!sameShape(broadcastShapes("broadcastTo", from.shape, shape), shape)) {
      throw new ShapeError(
        `broadcastTo: expected a shape that ${formatShape(from.shape)} stretches to, received ${formatShape(shape)}. ` +
          "Only axes of length 1 stretch: reshape first.",
      );
    }
    return { shape, dtype: from.dtype };
  },
  evaluate: ([x], { shape }) => copyStrided(x, shape, broadcastStrides(x?.shape ?? [], shape)),
  // The caller sums what is larger than the input.
  gradient: (dy) => [dy],
};
