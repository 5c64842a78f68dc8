import { normal as drawNormal, ValueError } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";
import { requireFinite } from "./internal/requireFinite.ts";

/**
 * Normally distributed around `mean`.
 *
 * The default deviation is Keras' and TensorFlow.js' 0.05; PyTorch's `init.normal_` has 1.
 *
 * @throws ValueError unless both are finite and deviation ≥ 0
 */
export function normal({ mean = 0, deviation = 0.05 }: { mean?: number; deviation?: number } = {}): Initializer {
  requireFinite("normal", { mean, deviation });
  if (deviation < 0) {
    throw new ValueError(`normal: expected deviation ≥ 0, received ${deviation}. Pass one such as 0.05.`);
  }
  return (key, shape, { dtype }) => drawNormal(key, shape, { mean, deviation, dtype });
}
