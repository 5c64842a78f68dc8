import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, _, x) => [dy.mul(x!.cos())];
export const formula: Formula = (write, _, x) => write.call("sin", x!);
