import { allocate, isFloat } from "../dtype.ts";
import type { Whole } from "../primitive.ts";
import { product } from "../shape.ts";
import type { ReduceAttributes } from "../strided.ts";

/** The number of elements along axes, as a scalar: an expression where it is not known yet. */
export const count: Whole<"count", ReduceAttributes> = {
  name: "count",
  result: ([x]) => ({ shape: [], dtype: isFloat(x!.dtype) ? x!.dtype : "float32" }),
  evaluate: ([x], { axes }, { dtype }) => allocate(dtype, 1).fill(product(axes.map((axis) => x!.shape[axis]!))),
  gradient: () => [],
};
