import { atMostOne, countFromOne, finite, requireRange, type Schedule } from "@chainrule/tensor";
import { power } from "../internal/power.ts";

/**
 * initial · factor^(t / every): one factor after `every` steps, and evenly in between.
 *
 * PyTorch's `ExponentialLR(gamma)` is `{ factor: gamma }`; the `staircase` of Keras and optax is `stepDecay`.
 *
 * @param initial - value at the first step
 * @param options.factor - in (0, 1]
 * @param options.every - steps for one factor; ≥ 1, default 1
 * @throws ValueError if an option is out of range
 */
export function exponentialDecay(initial: number, { factor, every = 1 }: { factor: number; every?: number }): Schedule {
  requireRange("exponentialDecay", finite, { initial });
  requireRange("exponentialDecay", atMostOne, { factor });
  requireRange("exponentialDecay", countFromOne, { every });
  return (step) => power(factor, step.div(every)).mul(initial);
}
