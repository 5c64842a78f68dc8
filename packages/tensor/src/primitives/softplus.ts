import { softplus as compute } from "../math/sigmoid.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";

export const softplus: Elementwise<"softplus"> = {
  name: "softplus",
  result: floating,
  loop: (dtype) => real(compute, dtype),
  gradient: (dy, _, x) => [dy.mul(x.sigmoid())],
};
