import type { Formula, Gradient } from "../facets.ts";

// eˣ, not y + 1: at x = −20 that has lost all digits.
export const gradient: Gradient = (dy, _, x) => [dy.mul(x!.exp())];
export const formula: Formula = (write, _, x) => write.minus(write.call("exp", x!), write.number(1));
