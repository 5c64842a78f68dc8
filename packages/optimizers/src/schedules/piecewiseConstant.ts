import { finite, requireRange, type Schedule } from "@chainrule/tensor";
import { requireFit, requireRising, stairs } from "../internal/stairs.ts";

/**
 * values[0] until boundaries[0] steps are finished, then values[1] until boundaries[1], and so on.
 *
 * The new value holds from t = boundary on, as in PyTorch and optax; Keras changes one step later.
 *
 * @param values - one more than there are boundaries
 * @param options.boundaries - counts of finished steps, each above the one before; the first ≥ 1
 * @throws ValueError if the boundaries do not rise, or the numbers of values and boundaries do not fit
 */
export function piecewiseConstant(
  values: readonly number[],
  { boundaries }: { boundaries: readonly number[] },
): Schedule {
  values.forEach((value, index) => requireRange("piecewiseConstant", finite, { [`values[${index}]`]: value }));
  requireRising("piecewiseConstant", "boundaries", boundaries);
  requireFit("piecewiseConstant", "values", values, boundaries);
  return stairs(values, boundaries);
}
