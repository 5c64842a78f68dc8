import { countFromOne, finite, requireRange, type Schedule } from "@chainrule/tensor";
import { cosineDecay } from "./cosineDecay.ts";
import { joinSchedules } from "./joinSchedules.ts";
import { linearDecay } from "./linearDecay.ts";

interface WarmupCosineOptions {
  /** Steps of the rise; ≥ 1. */
  warmup: number;
  /** Steps of rise and fall together; above `warmup`. */
  steps: number;
  /** Value at the first step; default 0. */
  initial?: number;
  /** Value after the fall; default 0. */
  final?: number;
}

/**
 * Rises in a straight line to the peak, then falls along a cosine: optax's `warmup_cosine_decay_schedule`.
 *
 * `warmup(cosineDecay(peak, …), …)` does not spend its first step on a rate of 0, and takes the steps of the fall
 * alone.
 *
 * @param peak - value after the rise
 * @throws ValueError if an option is out of range
 */
export function warmupCosine(peak: number, { warmup, steps, initial = 0, final = 0 }: WarmupCosineOptions): Schedule {
  requireRange("warmupCosine", finite, { peak, initial, final });
  requireRange("warmupCosine", countFromOne, { warmup, "steps beyond warmup": steps - warmup });
  const rise = linearDecay(initial, { steps: warmup, final: peak });
  const fall = cosineDecay(peak, { steps: steps - warmup, final });
  return joinSchedules([rise, fall], { boundaries: [warmup] });
}
