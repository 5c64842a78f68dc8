import type { Formula, Gradient } from "../facets.ts";

// At a tie the first has the slope.
export const gradient: Gradient = (dy, _, a, b) => [b!.less(a!).where(0, dy), b!.less(a!).where(dy, 0)];
export const formula: Formula = (write, _, a, b) => write.call("min", a!, b!);
