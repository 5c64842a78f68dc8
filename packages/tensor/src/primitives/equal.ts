import type { Elementwise } from "../primitive.ts";
import { comparison } from "../rules.ts";

export const equal: Elementwise = {
  name: "equal",
  result: comparison,
  scalar: () => (a, b) => Number(a === b),
  gradient: () => [],
};
