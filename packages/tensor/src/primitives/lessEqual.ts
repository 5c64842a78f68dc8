import type { Elementwise } from "../primitive.ts";
import { comparison } from "../rules.ts";

export const lessEqual: Elementwise = {
  name: "lessEqual",
  result: comparison,
  scalar: () => (a, b) => Number(a <= b),
  gradient: () => [],
};
