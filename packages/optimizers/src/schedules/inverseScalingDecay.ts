import { finite, requireRange, type Schedule, zeroOrAbove } from "@chainrule/tensor";

/**
 * initial / (t + 1)^power: the "invscaling" of scikit-learn.
 *
 * `MLPClassifier` has power (`power_t`) 0.5, as here, and `SGDRegressor` 0.25. Its "adaptive" is `reduceOnPlateau`.
 *
 * @param initial - value at the first step
 * @param options.power - ≥ 0, default 0.5
 * @throws ValueError if an option is out of range
 */
export function inverseScalingDecay(initial: number, { power = 0.5 }: { power?: number } = {}): Schedule {
  requireRange("inverseScalingDecay", finite, { initial });
  requireRange("inverseScalingDecay", zeroOrAbove, { power });
  return (step) => step.add(1).pow(power).reciprocal().mul(initial);
}
