import { finite, refuse, requireRange, ValueError } from "@chainrule/tensor";
import { type Constraint, onWeights } from "./constraint.ts";

/**
 * Each weight lies between `low` and `high`: what does not becomes the closer end.
 *
 * From −limit to limit it is weight clipping, optax' `linf_ball`; from 0 to 1 its `hypercube`.
 *
 * @throws ValueError unless both are finite and low ≤ high
 */
export function box({ low, high }: { readonly low: number; readonly high: number }): Constraint {
  requireRange("box", finite, { low, high });
  if (low > high) refuse(ValueError, "box", "low ≤ high", `low ${low} and high ${high}`, "Swap them.");
  return onWeights((weights) => weights.max(low).min(high));
}
