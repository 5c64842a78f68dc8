import type { Formula, Gradient } from "../facets.ts";

// 0 where x is 0, also at y = −1.
export const gradient: Gradient = (dy, _, x, y) => [
  dy.mul(y!.log1p()),
  x!.equal(0).where(0, dy.mul(x!.div(y!.add(1)))),
];
export const formula: Formula = (write, _, x, y) => write.times(x!, write.call("ln", write.plus(write.number(1), y!)));
