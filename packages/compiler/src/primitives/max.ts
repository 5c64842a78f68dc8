import type { Formula, Gradient } from "../facets.ts";

// At a tie the second has the slope: relu′(0) = 0.
export const gradient: Gradient = (dy, _, a, b) => [a!.greater(b!).where(dy, 0), a!.greater(b!).where(0, dy)];
export const formula: Formula = (write, _, a, b) => write.call("max", a!, b!);
