import type { Formula } from "../facets.ts";

export const formula: Formula = (write) => write.symbol("random");
