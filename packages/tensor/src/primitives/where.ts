import { requireOneDType } from "../dtype.ts";
import { DTypeError } from "../errors.ts";
import type { Elementwise } from "../primitive.ts";
import { broadcastShapes } from "../shape.ts";

/** The second input where the first is true, the third elsewhere. */
export const where: Elementwise = {
  name: "where",
  result([condition, a, b]) {
    if (!condition || !a || !b || condition.dtype !== "bool") {
      throw new DTypeError(
        `where: expected a bool condition, received ${condition?.dtype}. Compare first, as in x.greater(0).where(x, 0).`,
      );
    }
    const shape = broadcastShapes("where", condition.shape, broadcastShapes("where", a.shape, b.shape));
    return { shape, dtype: requireOneDType("where", [a.dtype, b.dtype]) };
  },
  scalar: () => (condition, a, b) => (condition ? a : b),
  gradient: (dy, _, condition) => [undefined, condition!.where(dy, 0), condition!.where(0, dy)],
};
