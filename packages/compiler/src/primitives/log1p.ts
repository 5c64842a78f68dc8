import type { Formula } from "../facets.ts";

export const formula: Formula = (write, _, x) => write.call("ln", write.plus(write.number(1), x));
