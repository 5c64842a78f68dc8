import { convert, type DType, isFloat } from "../dtype.ts";
import type { Whole } from "../primitive.ts";

/** To another dtype, as `convert` does it. */
export const cast: Whole<"cast", { dtype: DType }> = {
  name: "cast",
  result: ([x], { dtype }) => ({ shape: x!.shape, dtype }),
  evaluate: ([x], { dtype }) => convert(x!.data, dtype),
  gradient: (dy, _, x) => [isFloat(x.dtype) ? dy.cast(x.dtype) : undefined],
};
