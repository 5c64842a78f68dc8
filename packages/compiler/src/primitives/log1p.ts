import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, _, x) => [dy.div(x!.add(1))];
export const formula: Formula = (write, _, x) => write.call("ln", write.plus(write.number(1), x!));
