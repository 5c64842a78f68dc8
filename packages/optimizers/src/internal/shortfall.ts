import type { Operand, Tensor } from "@chainrule/tensor";
import { logarithm } from "./logarithm.ts";

/** 1 − βᵗ: the weight that a running average which starts at zero has given to the gradients of t steps. */
export const shortfall = (beta: Operand, step: Tensor): Tensor =>
  // As −expm1(t·ln β): in float32 the plain difference is off in the fifth digit at β = 0.999, t = 1.
  step
    .mul(typeof beta === "number" ? logarithm(beta) : beta.log())
    .expm1()
    .neg();
