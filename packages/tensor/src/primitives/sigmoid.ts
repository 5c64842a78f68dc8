import { sigmoid as compute } from "../math/sigmoid.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";

export const sigmoid: Elementwise<"sigmoid"> = {
  name: "sigmoid",
  result: floating,
  loop: (dtype) => real(compute, dtype),
  // σ(x) σ(−x), not y(1 − y): at x = 20 that is 0.
  gradient: (dy, y, x) => [dy.mul(y.mul(x.neg().sigmoid()))],
};
