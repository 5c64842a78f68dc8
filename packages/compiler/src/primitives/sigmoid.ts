import type { Formula, Gradient } from "../facets.ts";

// σ(x) σ(−x), not y(1 − y): at x = 20 that is 0.
export const gradient: Gradient = (dy, y, x) => [dy.mul(y.mul(x!.neg().sigmoid()))];
export const formula: Formula = (write, _, x) => write.call("sigmoid", x!);
