import type { Formula, Gradient } from "../facets.ts";

// 0 at the corner.
export const gradient: Gradient = (dy, _, x) => [x!.greater(0).where(dy, x!.less(0).where(dy.neg(), 0))];
export const formula: Formula = (write, _, x) => write.bars(x!);
