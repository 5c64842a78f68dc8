import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, _, x) => [dy.mul(x!.sigmoid())];
export const formula: Formula = (write, _, x) => write.call("softplus", x!);
