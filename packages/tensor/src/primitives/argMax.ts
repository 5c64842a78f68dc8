import type { Whole } from "../primitive.ts";
import { first } from "../rules.ts";
import { dropAxis, reduceInto, requireReducible } from "../strided.ts";

/** Index of the largest element along an axis, which goes; the first of several. */
export const argMax: Whole<{ axis: number }> = {
  name: "argMax",
  result(inputs, { axis }) {
    requireReducible("argMax", first(inputs).shape, [axis]);
    return { shape: dropAxis(first(inputs).shape, axis), dtype: "int32" };
  },
  evaluate: ([x], { axis }, result) =>
    reduceInto(x, [axis], result, (data, base, offsets) => {
      let best = 0;
      for (let i = 1; i < offsets.length; i++) if (data[base + offsets[i]!]! > data[base + offsets[best]!]!) best = i;
      return best;
    }),
  gradient: () => [],
};
