import { aboveZero, countFromOne, finite, requireRange, type Schedule } from "@chainrule/tensor";

interface PolynomialOptions {
  /** Steps until `final`; ≥ 1. */
  steps: number;
  /** Value from then on; default 0. */
  final?: number;
  /** Shape of the way; > 0, default 1: a straight line. */
  power?: number;
}

/**
 * final + (initial − final) · (1 − t / steps)^power for t ≤ steps, final after that.
 *
 * Keras ends at 1e-4 by default. PyTorch's `PolynomialLR` always ends at 0; its `LinearLR` is this with power 1. It
 * rises when initial < final.
 *
 * @param initial - value at the first step
 * @throws ValueError if an option is out of range
 */
export function polynomialDecay(initial: number, { steps, final = 0, power = 1 }: PolynomialOptions): Schedule {
  requireRange("polynomialDecay", finite, { initial, final });
  requireRange("polynomialDecay", countFromOne, { steps });
  requireRange("polynomialDecay", aboveZero, { power });
  return (step) => {
    const remaining = step.min(steps).div(steps).neg().add(1);
    return remaining
      .pow(power)
      .mul(initial - final)
      .add(final);
  };
}
