import { each } from "../elementwise.ts";
import type { Elementwise } from "../primitive.ts";
import { numeric } from "../rules.ts";

export const abs: Elementwise<"abs"> = {
  name: "abs",
  result: numeric,
  loop: () => each(Math.abs),
  // 0 at the corner.
  gradient: (dy, _, x) => [x.greater(0).where(dy, x.less(0).where(dy.neg(), 0))],
};
