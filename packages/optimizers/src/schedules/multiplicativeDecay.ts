import { countFromOne, finite, gather, range, requireRange, type Schedule, tensor } from "@chainrule/tensor";

interface MultiplicativeOptions {
  /** The factor at each step from 1 on. */
  factor: Schedule;
  /** Steps after which the value stays; ≥ 1. They are computed beforehand. */
  steps: number;
}

/**
 * initial · factor(1) · factor(2) · … · factor(t) for t ≤ steps, as PyTorch's `MultiplicativeLR`.
 *
 * For a factor that is a function of t alone; a constant one is `exponentialDecay`.
 *
 * @param initial - value at the first step
 * @throws ValueError if an option is out of range
 */
export function multiplicativeDecay(initial: number, { factor, steps }: MultiplicativeOptions): Schedule {
  requireRange("multiplicativeDecay", finite, { initial });
  requireRange("multiplicativeDecay", countFromOne, { steps });
  const factors = factor(range(steps + 1, { dtype: "float64" })).toTypedArray();
  let value = initial;
  const values = Array.from(factors, (ratio, t) => (value *= t === 0 ? 1 : ratio));
  return (step) => gather(tensor(values, { dtype: step.dtype }), step.min(steps).cast("int32"));
}
