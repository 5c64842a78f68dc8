import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, _, x) => [dy.div(x!)];
export const formula: Formula = (write, _, x) => write.call("ln", x!);
