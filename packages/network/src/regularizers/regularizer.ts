import { type Parameters, refuse, requireRange, type Tensor, ValueError, zeroOrAbove } from "@chainrule/tensor";
import { weightsOf } from "../weights.ts";

/** A scalar that is added to the loss, from all parameters. */
export type Regularizer = (parameters: Parameters) => Tensor;

/** strength · Σ f(w) over the weights. */
export function penalty(who: string, strength: number, f: (weights: Tensor) => Tensor): Regularizer {
  requireRange(who, zeroOrAbove, { strength });
  return (parameters) => {
    const terms = Object.values(weightsOf(parameters)).map((weights) => f(weights).sum());
    if (terms.length === 0) refuse(ValueError, who, "a network with weights", "none", "Add a dense layer.");
    return terms.reduce((a, b) => a.add(b)).mul(strength);
  };
}
