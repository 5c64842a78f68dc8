import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, y, x) => [dy.mul(x!.mul(y)).neg()];
export const formula: Formula = (write, _, x) => write.call("φ", x!);
