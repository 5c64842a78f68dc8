export { box } from "./box.ts";
export { l1Ball } from "./l1Ball.ts";
export { maxNorm } from "./maxNorm.ts";
export { minMaxNorm } from "./minMaxNorm.ts";
export { nonNeg } from "./nonNeg.ts";
export { simplex } from "./simplex.ts";
export { unitLength } from "./unitLength.ts";
export type { Constraint } from "./constraint.ts";
