import type { Formula } from "../facets.ts";

export const formula: Formula = (write, _, condition, a, b) => write.cases(condition, a, b);
