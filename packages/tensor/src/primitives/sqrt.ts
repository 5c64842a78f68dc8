import { each } from "../elementwise.ts";
import type { Elementwise } from "../primitive.ts";
import { floating } from "../rules.ts";

/** Square root, correctly rounded. */
export const sqrt: Elementwise<"sqrt"> = {
  name: "sqrt",
  result: floating,
  loop: () => each(Math.sqrt),
  gradient: (dy, y) => [dy.mul(0.5).div(y)],
};
