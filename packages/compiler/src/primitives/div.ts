import type { Formula, Gradient } from "../facets.ts";

// y/b, not a/b²: b² may overflow.
export const gradient: Gradient = (dy, y, _, b) => [dy.div(b!), dy.mul(y.div(b!)).neg()];
export const formula: Formula = (write, _, a, b) => write.over(a!, b!);
