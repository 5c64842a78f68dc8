import { each } from "../elementwise.ts";
import type { Elementwise, Loop } from "../primitive.ts";
import { numeric } from "../rules.ts";

export const mul: Elementwise<"mul"> = {
  name: "mul",
  result: numeric,
  // A double cannot hold every product of two 32-bit integers.
  loop: (dtype) => (dtype === "int32" ? each(Math.imul) : product),
  gradient: (dy, _, a, b) => [dy.mul(b), dy.mul(a)],
};

const product: Loop = (out, [a, da], [b, db]) => {
  for (let i = 0; i < out.length; i++) out[i] = a[i * da]! * b[i * db]!;
};
