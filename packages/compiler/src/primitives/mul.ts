import type { Formula } from "../facets.ts";

export const formula: Formula = (write, _, a, b) => write.times(a, b);
