import type { Formula, Gradient } from "../facets.ts";

// 0 where x is 0, also at y = 0.
export const gradient: Gradient = (dy, _, x, y) => [
  dy.mul(y!.log()),
  x!.equal(0).where(0, dy.mul(x!.div(y!))),
];
export const formula: Formula = (write, _, x, y) => write.times(x!, write.call("ln", y!));
