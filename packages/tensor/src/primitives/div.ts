import type { Elementwise } from "../primitive.ts";
import { floating } from "../rules.ts";

export const div: Elementwise<"div"> = {
  name: "div",
  result: floating,
  loop:
    () =>
    (out, [a, da], [b, db]) => {
      for (let i = 0; i < out.length; i++) out[i] = a[i * da]! / b[i * db]!;
    },
  // y/b, not a/b²: b² may overflow.
  gradient: (dy, y, _, b) => [dy.div(b), dy.mul(y.div(b)).neg()],
};
