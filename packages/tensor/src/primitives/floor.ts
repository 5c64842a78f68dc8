import type { Elementwise } from "../primitive.ts";
import { floating } from "../rules.ts";

export const floor: Elementwise = {
  name: "floor",
  result: floating,
  scalar: () => Math.floor,
  gradient: () => [],
};
