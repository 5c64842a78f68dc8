import { expm1 as compute } from "../math/exp.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";

export const expm1: Elementwise<"expm1"> = {
  name: "expm1",
  result: floating,
  loop: (dtype) => real(compute, dtype),
  // eˣ, not y + 1: at x = −20 that has lost all digits.
  gradient: (dy, _, x) => [dy.mul(x.exp())],
};
