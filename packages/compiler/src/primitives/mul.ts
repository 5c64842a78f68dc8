import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, _, a, b) => [dy.mul(b!), dy.mul(a!)];
export const formula: Formula = (write, _, a, b) => write.times(a!, b!);
