import type { Elementwise } from "../primitive.ts";
import { numeric } from "../rules.ts";

export const neg: Elementwise = {
  name: "neg",
  result: numeric,
  scalar: () => (a) => -a,
  gradient: (dy) => [dy.neg()],
};
