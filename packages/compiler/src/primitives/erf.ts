import type { Formula, Gradient } from "../facets.ts";

// 2/√π e^(−x²) = 2√2 φ(√2 x).
export const gradient: Gradient = (dy, _, x) => [dy.mul(x!.mul(Math.SQRT2).normalPdf().mul(2 * Math.SQRT2))];
export const formula: Formula = (write, _, x) => write.call("erf", x!);
