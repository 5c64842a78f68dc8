import { uniform as drawUniform, ValueError } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";
import { requireFinite } from "./internal/requireFinite.ts";

/**
 * Evenly spread over [low, high).
 *
 * The default is Keras' and TensorFlow.js' [−0.05, 0.05); PyTorch's `init.uniform_` has [0, 1).
 *
 * @throws ValueError unless low ≤ high and both are finite
 */
export function uniform({ low = -0.05, high = 0.05 }: { low?: number; high?: number } = {}): Initializer {
  requireFinite("uniform", { low, high });
  if (low > high) {
    throw new ValueError(`uniform: expected low ≤ high, received low ${low} and high ${high}. Swap them.`);
  }
  return (key, shape, { dtype }) => drawUniform(key, shape, { low, high, dtype });
}
