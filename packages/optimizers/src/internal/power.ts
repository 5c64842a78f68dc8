import type { Tensor } from "@chainrule/tensor";
import { logarithm } from "./logarithm.ts";

/** base to the power of a tensor; base > 0. */
export const power = (base: number, exponent: Tensor): Tensor => exponent.mul(logarithm(base)).exp();
