import type { Formula } from "../facets.ts";

export const formula: Formula = (write, _, table, indices) => write.index(table, indices.text);
