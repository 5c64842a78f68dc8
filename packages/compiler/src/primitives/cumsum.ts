import type { Formula } from "../facets.ts";

export const formula: Formula = (write, _, x) => write.call("cumsum", x);
