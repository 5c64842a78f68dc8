import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = () => [];
export const formula: Formula = (write) => write.symbol("n");
