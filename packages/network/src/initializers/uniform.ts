import { finite, refuse, requireNames, requireRange, uniform as drawUniform, ValueError } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";

/**
 * Evenly spread over [low, high).
 *
 * The default is Keras' and TensorFlow.js' [−0.05, 0.05); PyTorch's `init.uniform_` has [0, 1).
 *
 * @throws ValueError unless low ≤ high and both are finite
 */
export function uniform(options: { low?: number; high?: number } = {}): Initializer {
  requireNames("uniform", options, ["low", "high"]);
  const { low = -0.05, high = 0.05 } = options;
  requireRange("uniform", finite, { low, high });
  if (low > high) {
    refuse(ValueError, "uniform", "low ≤ high", `low ${low} and high ${high}`, "Swap them.");
  }
  return (key, shape, { dtype }) => drawUniform(key, shape, { low, high, dtype });
}
