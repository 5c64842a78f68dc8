import type { Formula } from "../facets.ts";

export const formula: Formula = (write, _, x) => write.minus(write.call("exp", x), write.number(1));
