import { allocate } from "../dtype.ts";
import { sumBlock } from "../math/sumBlock.ts";
import type { Whole } from "../primitive.ts";
import { reduced } from "../rules.ts";
import { type ReduceAttributes, reduceInto } from "../strided.ts";

/**
 * Sum over axes, which stay with length 1.
 *
 * The order of the additions is fixed, whatever computes it: the elements in row-major order go round eight partial
 * sums; those of each 2,048 elements are added to those before, so that many elements lose no more digits than few; and
 * in the end they are added as ((s₀+s₄)+(s₂+s₆)) + ((s₁+s₅)+(s₃+s₇)).
 */
export const sum: Whole<"sum", ReduceAttributes> = {
  name: "sum",
  result: reduced,
  evaluate([x], { axes }, result) {
    const [s, part] = [allocate(result.dtype, 8), allocate(result.dtype, 8)]; // typed: every partial sum is rounded
    return reduceInto(x!, axes, result, (elements) => {
      s.fill(0);
      for (let i = 0; i < elements.length;) {
        part[i & 7]! += elements[i++]!;
        if (i % sumBlock > 0 && i < elements.length) continue;
        part.forEach((sum, j) => (s[j]! += sum));
        part.fill(0);
      }
      for (const half of [4, 2, 1]) {
        for (let i = 0; i < half; i++) s[i]! += s[i + half]!;
      }
      return s[0]!;
    });
  },
  gradient: (dy, _, x) => [dy.broadcastTo(x.shape)],
};
