import type { Elementwise } from "../primitive.ts";
import { comparison } from "../rules.ts";

export const less: Elementwise = {
  name: "less",
  result: comparison,
  scalar: () => (a, b) => Number(a < b),
  gradient: () => [],
};
