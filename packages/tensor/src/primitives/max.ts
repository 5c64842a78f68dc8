import { each } from "../elementwise.ts";
import type { Elementwise } from "../primitive.ts";
import { numeric } from "../rules.ts";

/** The larger of two; NaN if one of them is. */
export const max: Elementwise<"max"> = {
  name: "max",
  result: numeric,
  loop: () => each((a, b) => Math.max(a, b)),
  // At a tie the second has the slope: relu′(0) = 0.
  gradient: (dy, _, a, b) => [a.greater(b).where(dy, 0), a.greater(b).where(0, dy)],
};
