import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, _, x) => [dy.broadcastTo(x!.shape)];
export const formula: Formula = (write, _, x) => write.sum(x!);
