import { finite, requireNames, requireRange, zeroOrAbove } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";
import { truncated } from "./internal/drawn.ts";

/**
 * Normally distributed around `mean`, with nothing further away than two deviations: what lies there is drawn anew.
 *
 * That leaves 0.88 of the deviation, as in Keras and JAX; `varianceScaling` makes up for it. PyTorch's `trunc_normal_`
 * has deviation 1, and cuts off at ±2 whatever the deviation.
 *
 * @throws ValueError unless both are finite and deviation ≥ 0
 */
export function truncatedNormal(options: { mean?: number; deviation?: number } = {}): Initializer {
  requireNames("truncatedNormal", options, ["mean", "deviation"]);
  const { mean = 0, deviation = 0.05 } = options;
  requireRange("truncatedNormal", finite, { mean });
  requireRange("truncatedNormal", zeroOrAbove, { deviation });
  return (key, shape, { dtype }) => truncated(key, shape, { dtype }).mul(deviation).add(mean);
}
