import { atMostOne, countFromOne, finite, floor, requireRange, type Schedule } from "@chainrule/tensor";
import { power } from "../internal/power.ts";

/**
 * initial · factor^⌊t / every⌋: stairs of equal length, as PyTorch's `StepLR`.
 *
 * @param initial - value of the first `every` steps
 * @param options.factor - in (0, 1], default 0.1
 * @param options.every - steps on each stair; ≥ 1
 * @throws ValueError if an option is out of range
 */
export function stepDecay(initial: number, { factor = 0.1, every }: { factor?: number; every: number }): Schedule {
  requireRange("stepDecay", finite, { initial });
  requireRange("stepDecay", atMostOne, { factor });
  requireRange("stepDecay", countFromOne, { every });
  return (step) => power(factor, floor(step.div(every))).mul(initial);
}
