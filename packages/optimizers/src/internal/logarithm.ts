import { tensor } from "@chainrule/tensor";

/** ln x in float64. Not `Math.log`: its last digit is up to the engine, and every platform must get the same bits. */
export const logarithm = (x: number): number => tensor(x, { dtype: "float64" }).log().item();
