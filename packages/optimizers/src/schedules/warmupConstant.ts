import { countFromOne, finite, requireRange, type Schedule } from "@chainrule/tensor";
import { linearDecay } from "./linearDecay.ts";

interface WarmupConstantOptions {
  /** Steps of the rise; ≥ 1. */
  steps: number;
  /** Value at the first step; default 0. */
  initial?: number;
}

/**
 * Rises in a straight line from `initial` to the peak and stays there: optax's `warmup_constant_schedule`.
 *
 * `warmup` does not spend its first step on a rate of 0: `warmup(peak, { steps })`.
 *
 * @param peak - value after the rise
 * @throws ValueError if an option is out of range
 */
export function warmupConstant(peak: number, { steps, initial = 0 }: WarmupConstantOptions): Schedule {
  requireRange("warmupConstant", finite, { peak, initial });
  requireRange("warmupConstant", countFromOne, { steps });
  return linearDecay(initial, { steps, final: peak });
}
