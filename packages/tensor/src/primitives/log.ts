import { log as compute } from "../math/log.ts";
import type { Elementwise } from "../primitive.ts";
import { floating, real } from "../rules.ts";

export const log: Elementwise<"log"> = {
  name: "log",
  result: floating,
  loop: (dtype) => real(compute, dtype),
  gradient: (dy, _, x) => [dy.div(x)],
};
