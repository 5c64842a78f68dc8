import { exp as compute } from "../math/exp.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";

export const exp: Elementwise<"exp"> = {
  name: "exp",
  result: floating,
  loop: (dtype) => real(compute, dtype),
  gradient: (dy, y) => [dy.mul(y)],
};
