import { refuse, ShapeError } from "../errors.ts";
import type { Whole } from "../primitive.ts";
import { broadcastShapes, formatShape, requireShape, sameShape, type Shape } from "../shape.ts";
import { spread } from "../strided.ts";

/** Repeats along axes of length 1 and along new axes in front. */
export const broadcast: Whole<"broadcast", { shape: Shape }> = {
  name: "broadcast",
  result([x], { shape }) {
    const from = x!.shape;
    if (!sameShape(broadcastShapes("broadcastTo", from, requireShape("broadcastTo", shape)), shape)) {
      const expected = `a shape that ${formatShape(from)} stretches to`;
      refuse(ShapeError, "broadcastTo", expected, formatShape(shape), "Only axes of length 1 stretch: reshape first.");
    }
    return { shape, dtype: x!.dtype };
  },
  evaluate: ([x], { shape }) => spread(x!, shape),
  // The caller sums what is larger than the input.
  gradient: (dy) => [dy],
};
