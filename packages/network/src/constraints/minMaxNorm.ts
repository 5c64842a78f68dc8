import { aboveZero, atMostOne, refuse, requireRange, ValueError, zeroOrAbove } from "@chainrule/tensor";
import { type Constraint, onWeights } from "./constraint.ts";
import { norms } from "./internal/norms.ts";

/**
 * The weights of a unit are between `low` and `high` long: what is not is stretched or shortened, in its direction.
 * Weights that are all 0 have none, and stay.
 *
 * @param options.low - 0 or above; default 0, as in Keras
 * @param options.high - above 0, and not below `low`; default 1, as in Keras
 * @param options.rate - the share of the way that a step goes, above 0 and at most 1; default 1
 * @throws ValueError for options outside these
 */
export function minMaxNorm({
  low = 0,
  high = 1,
  rate = 1,
}: { readonly low?: number; readonly high?: number; readonly rate?: number } = {}): Constraint {
  requireRange("minMaxNorm", zeroOrAbove, { low });
  requireRange("minMaxNorm", aboveZero, { high });
  requireRange("minMaxNorm", atMostOne, { rate });
  if (low > high) refuse(ValueError, "minMaxNorm", "low ≤ high", `low ${low} and high ${high}`, "Swap them.");
  return onWeights((weights) => {
    const length = norms(weights);
    const wanted = length
      .max(low)
      .min(high)
      .mul(rate)
      .add(length.mul(1 - rate));
    return length.equal(0).or(length.equal(wanted)).where(weights, weights.div(length).mul(wanted));
  });
}
