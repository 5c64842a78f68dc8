import type { Formula, Gradient } from "../facets.ts";

export const gradient: Gradient = (dy, _, condition) => [undefined, condition!.where(dy, 0), condition!.where(0, dy)];
export const formula: Formula = (write, _, condition, a, b) => write.cases(condition!, a!, b!);
