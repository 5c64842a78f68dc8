import { allocate } from "../dtype.ts";
import { attributesOf, type Whole } from "../primitive.ts";
import { numeric } from "../rules.ts";
import { alongAxis } from "../strided.ts";
import { apply } from "../tensor.ts";

/** Running sum along an axis, in order; from the end if `reverse`. */
export const cumsum: Whole<"cumsum", { axis: number; reverse: boolean }> = {
  name: "cumsum",
  result: numeric,
  evaluate([x], { axis, reverse }, { shape, dtype }) {
    const out = allocate(dtype, x!.data.length);
    alongAxis(shape, axis, (base, stride, length) => {
      for (let i = 0, previous = -1; i < length; i++) {
        const at = base + (reverse ? length - 1 - i : i) * stride;
        out[at] = x!.data[at]! + (previous < 0 ? 0 : out[previous]!);
        previous = at;
      }
    });
    return out;
  },
  gradient: (dy, y) => {
    const { axis, reverse } = attributesOf<{ axis: number; reverse: boolean }>(y);
    return [apply(cumsum, [dy], { axis, reverse: !reverse })];
  },
};
