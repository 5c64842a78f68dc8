import { each } from "../elementwise.ts";
import type { Elementwise } from "../primitive.ts";
import { numeric } from "../rules.ts";

/** The smaller of two; NaN if one of them is. */
export const min: Elementwise<"min"> = {
  name: "min",
  result: numeric,
  loop: () => each((a, b) => Math.min(a, b)),
  // At a tie the first has the slope.
  gradient: (dy, _, a, b) => [b.less(a).where(0, dy), b.less(a).where(dy, 0)],
};
