import { isFloat } from "../dtype.ts";
import type { Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { type ReduceAttributes } from "../strided.ts";

/** The number of elements along axes, as a scalar: an expression where it is not known yet. */
export const count: Whole<ReduceAttributes> = {
  name: "count",
  result: (inputs) => ({ shape: [], dtype: isFloat(first(inputs).dtype) ? first(inputs).dtype : "float32" }),
  evaluate([x], { axes }, { dtype }) {
    const product = axes.reduce((size, axis) => size * (x?.shape[axis] ?? 1), 1);
    return dtype === "float64" ? Float64Array.of(product) : Float32Array.of(product);
  },
  gradient: () => [],
};
