import type { Elementwise } from "../primitive.ts";
import { numeric } from "../rules.ts";

export const add: Elementwise<"add"> = {
  name: "add",
  result: numeric,
  loop:
    () =>
    (out, [a, da], [b, db]) => {
      for (let i = 0; i < out.length; i++) out[i] = a[i * da]! + b[i * db]!;
    },
  gradient: (dy) => [dy, dy],
};
