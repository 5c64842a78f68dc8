import type { Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { allocate, type DType, isFloat } from "../dtype.ts";

/** To another dtype: floats are cut off towards zero, anything but 0 is true. */
export const cast: Whole<{ dtype: DType }> = {
  name: "cast",
  result: (inputs, { dtype }) => ({ shape: first(inputs).shape, dtype }),
  evaluate([x], { dtype }) {
    const data = x?.data ?? [];
    const out = allocate(dtype, data.length);
    data.forEach((value, i) => (out[i] = dtype === "bool" ? Number(value !== 0) : value));
    return out;
  },
  gradient: (dy, _, x) => [isFloat(x!.dtype) ? dy.cast(x!.dtype) : undefined],
};
