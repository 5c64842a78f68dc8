import type { Formula } from "../facets.ts";

export const formula: Formula = (write, _, ...inputs) => write.call("concat", ...inputs);
