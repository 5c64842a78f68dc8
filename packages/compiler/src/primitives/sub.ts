import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy) => [dy, dy.neg()];
export const formula: Formula = (write, _, a, b) => write.minus(a!, b!);
