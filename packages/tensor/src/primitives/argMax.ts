import type { Whole } from "../primitive.ts";
import { largestOf, reduceInto, requireReducible } from "../strided.ts";

/** Index of the largest element along an axis, which goes; the first of several. NaN counts as the largest. */
export const argMax: Whole<"argMax", { axis: number }> = {
  name: "argMax",
  result([x], { axis }) {
    requireReducible("argMax", x!.shape, [axis]);
    return { shape: x!.shape.filter((_, i) => i !== axis), dtype: "int32" };
  },
  evaluate: ([x], { axis }, result) =>
    reduceInto(x!, [axis], result, (elements) => {
      const largest = largestOf(elements);
      return elements.findIndex((element) => element >= largest || Number.isNaN(element));
    }),
  gradient: () => [],
};
