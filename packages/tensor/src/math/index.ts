export type { Arithmetic } from "./arithmetic.ts";
export { exp, expm1 } from "./exp.ts";
export { log, log1p } from "./log.ts";
export { erf, normalCdf, normalPdf } from "./normal.ts";
export { sigmoid, softplus, tanh } from "./sigmoid.ts";
export { cos, sin } from "./sine.ts";
export { sumBlock } from "./sumBlock.ts";
export { threefry } from "./threefry.ts";
export type { Integers } from "./threefry.ts";
