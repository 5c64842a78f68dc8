import type { Formula } from "../facets.ts";

export const formula: Formula = (write, _, a, b) => write.plus(a, b);
