import { log1p as compute } from "../math/log.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";

export const log1p: Elementwise<"log1p"> = {
  name: "log1p",
  result: floating,
  loop: (dtype) => real(compute, dtype),
  gradient: (dy, _, x) => [dy.div(x.add(1))],
};
