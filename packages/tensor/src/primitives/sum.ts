import { allocate } from "../dtype.ts";
import type { Whole } from "../primitive.ts";
import { numeric } from "../rules.ts";
import { type ReduceAttributes, keepAxes, reduceInto } from "../strided.ts";

/**
 * Sum over axes, which stay with length 1.
 *
 * The order of the additions is fixed, whatever computes it: the elements in row-major order go round eight
 * partial sums s₀…s₇, which are added as ((s₀+s₄)+(s₂+s₆)) + ((s₁+s₅)+(s₃+s₇)).
 */
export const sum: Whole<ReduceAttributes> = {
  name: "sum",
  result([x], attributes) {
    const { shape, dtype } = numeric.call(sum, x ? [x] : []);
    return { shape: keepAxes(shape, attributes.axes), dtype };
  },
  evaluate([x], { axes }, result) {
    const s = allocate(result.dtype, 8); // typed, so that every partial sum is rounded
    const add = (i: number, j: number): void => void (s[i]! += s[j]!);
    return reduceInto(x, axes, result, (data, base, offsets) => {
      s.fill(0);
      for (let i = 0; i < offsets.length; i++) s[i & 7]! += data[base + offsets[i]!]!;
      for (let i = 0; i < 4; i++) add(i, i + 4);
      add(0, 2);
      add(1, 3);
      add(0, 1);
      return s[0]!;
    });
  },
  gradient: (dy, _, x) => [dy.broadcastTo(x!.shape)],
};
