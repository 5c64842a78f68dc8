import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, _, __, indices) => [dy, undefined, dy.gather(indices!)];
export const formula: Formula = (write, _, ...inputs) => write.call("scatterAdd", ...inputs);
