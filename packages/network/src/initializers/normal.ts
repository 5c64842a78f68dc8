import { finite, normal as drawNormal, refuse, requireNames, requireRange, ValueError } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";

/**
 * Normally distributed around `mean`.
 *
 * The default deviation is Keras' and TensorFlow.js' 0.05; PyTorch's `init.normal_` has 1.
 *
 * @throws ValueError unless both are finite and deviation ≥ 0
 */
export function normal(options: { mean?: number; deviation?: number } = {}): Initializer {
  requireNames("normal", options, ["mean", "deviation"]);
  const { mean = 0, deviation = 0.05 } = options;
  requireRange("normal", finite, { mean, deviation });
  if (deviation < 0) {
    refuse(ValueError, "normal", "deviation ≥ 0", deviation, "Pass one such as 0.05.");
  }
  return (key, shape, { dtype }) => drawNormal(key, shape, { mean, deviation, dtype });
}
