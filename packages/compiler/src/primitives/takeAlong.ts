import type { Formula } from "../facets.ts";

export const formula: Formula = (write, _, x, indices) => write.index(x, indices.text);
