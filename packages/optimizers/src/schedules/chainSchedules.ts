import { type Schedule, refuse, ValueError } from "@chainrule/tensor";

/**
 * The product of several schedules: `chainSchedules(warmup(1, { steps: 5 }), exponentialDecay(0.1, { factor: 0.9 }))`.
 *
 * PyTorch's `ChainedScheduler`, where each scheduler multiplies the rate that the ones before it left. One of the
 * schedules holds the rate; the others begin at 1.
 *
 * @throws ValueError without schedules
 */
export function chainSchedules(...schedules: readonly Schedule[]): Schedule {
  if (schedules.length === 0) {
    refuse(ValueError, "chainSchedules", "at least one schedule", "none", "Pass for example constant(0.1).");
  }
  return (step) => schedules.map((schedule) => schedule(step)).reduce((a, b) => a.mul(b));
}
