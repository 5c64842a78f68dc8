import type { Elementwise } from "../primitive.ts";
import { numeric } from "../rules.ts";

export const mul: Elementwise = {
  name: "mul",
  result: numeric,
  // A double cannot hold every product of two 32-bit integers.
  scalar: (dtype) => (dtype === "int32" ? Math.imul : (a, b) => a * b),
  gradient: (dy, _, a, b) => [dy.mul(b!), dy.mul(a!)],
};
