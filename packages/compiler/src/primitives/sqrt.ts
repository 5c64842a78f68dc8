import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, y) => [dy.mul(0.5).div(y)];
export const formula: Formula = (write, _, x) => write.root(x!);
