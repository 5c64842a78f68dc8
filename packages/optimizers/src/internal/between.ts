import { requireWord, type Tensor } from "@chainrule/tensor";
import { halfWave } from "./halfWave.ts";

/** The way from one value to another: half a wave of the cosine, or a straight line. */
export type Shape = "cosine" | "linear";

export const requireShape = (who: string, shape: string): void =>
  requireWord(who, "shape", shape, ["cosine", "linear"]);

/** From `initial` at fraction 0 to `final` at fraction 1. */
export const between = (shape: Shape, initial: number, final: number, fraction: Tensor): Tensor =>
  shape === "cosine" ? halfWave(initial, final, fraction) : fraction.mul(final - initial).add(initial);
