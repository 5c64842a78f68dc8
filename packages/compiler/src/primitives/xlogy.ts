import type { Formula } from "../facets.ts";

export const formula: Formula = (write, _, x, y) => write.times(x, write.call("ln", y));
