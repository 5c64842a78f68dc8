import type { Formula, Gradient } from "../facets.ts";

// The caller sums what is larger than the input.
export const gradient: Gradient = (dy) => [dy];
export const formula: Formula = (_, __, x) => x!;
