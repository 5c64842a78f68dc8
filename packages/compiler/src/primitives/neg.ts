import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy) => [dy.neg()];
export const formula: Formula = (write, _, x) => write.negative(x!);
