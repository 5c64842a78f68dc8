import type { Elementwise } from "../primitive.ts";
import { numeric } from "../rules.ts";

export const add: Elementwise = {
  name: "add",
  result: numeric,
  scalar: () => (a, b) => a + b,
  gradient: (dy) => [dy, dy],
};
