import { requireReducible } from "../strided.ts";
import { attributesOf, type Whole } from "../primitive.ts";
import { numeric } from "../rules.ts";
import { type ReduceAttributes, keepAxes, reduceInto } from "../strided.ts";

/** Largest element over axes, which stay with length 1; NaN if one of them is. */
export const reduceMax: Whole<ReduceAttributes> = {
  name: "reduceMax",
  result([x], { axes }) {
    const { shape, dtype } = numeric.call(reduceMax, x ? [x] : []);
    requireReducible("reduceMax", shape, axes);
    return { shape: keepAxes(shape, axes), dtype };
  },
  evaluate: ([x], { axes }, result) =>
    reduceInto(x, axes, result, (data, base, offsets) => {
      let largest = -Infinity;
      for (let i = 0; i < offsets.length; i++) largest = Math.max(largest, data[base + offsets[i]!]!);
      return largest;
    }),
  // Elements that share the maximum share the gradient.
  gradient: (dy, y, x) => {
    const { axes } = attributesOf<{ axes: readonly number[] }>(y);
    const largest = x!.equal(y);
    const shared = dy.div(largest.cast(dy.dtype).sum(axes, { keepDims: true }));
    return [largest.where(shared, 0)];
  },
};
