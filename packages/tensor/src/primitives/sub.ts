import type { Elementwise } from "../primitive.ts";
import { numeric } from "../rules.ts";

export const sub: Elementwise = {
  name: "sub",
  result: numeric,
  scalar: () => (a, b) => a - b,
  gradient: (dy) => [dy, dy.neg()],
};
