import type { Formula } from "../facets.ts";

export const formula: Formula = (write, _, x) => write.negative(x);
