import { countFromOne, finite, requireRange, type Schedule } from "@chainrule/tensor";
import { exponentialDecay } from "./exponentialDecay.ts";
import { joinSchedules } from "./joinSchedules.ts";
import { linearDecay } from "./linearDecay.ts";

interface WarmupExponentialOptions {
  /** Steps of the rise; ≥ 1. */
  warmup: number;
  /** In (0, 1]. */
  factor: number;
  /** Steps for one factor; ≥ 1, default 1. */
  every?: number;
  /** Value at the first step; default 0. */
  initial?: number;
  /** The value never falls below this; default 0. */
  final?: number;
}

/**
 * Rises in a straight line to the peak, then falls by a factor: optax's `warmup_exponential_decay_schedule`.
 *
 * `warmup(exponentialDecay(peak, …), …)` does not spend its first step on a rate of 0.
 *
 * @param peak - value after the rise
 * @throws ValueError if an option is out of range
 */
export function warmupExponential(
  peak: number,
  { warmup, factor, every = 1, initial = 0, final = 0 }: WarmupExponentialOptions,
): Schedule {
  requireRange("warmupExponential", finite, { peak, initial, final });
  requireRange("warmupExponential", countFromOne, { warmup });
  const rise = linearDecay(initial, { steps: warmup, final: peak });
  const decay = exponentialDecay(peak, { factor, every });
  return joinSchedules([rise, (step) => decay(step).max(final)], { boundaries: [warmup] });
}
