import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, _, x) => [dy.reshape(x!.shape)];
export const formula: Formula = (_, __, x) => x!;
