import type { Elementwise } from "../primitive.ts";
import { floating } from "../rules.ts";

export const div: Elementwise = {
  name: "div",
  result: floating,
  scalar: () => (a, b) => a / b,
  // y/b, not a/b²: b² may overflow.
  gradient: (dy, y, _, b) => [dy.div(b!), dy.mul(y.div(b!)).neg()],
};
