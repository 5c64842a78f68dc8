import { countFromOne, requireRange, type Schedule } from "@chainrule/tensor";
import { constant } from "./constant.ts";
import type { Hyperparameter } from "../hyperparameter.ts";

/**
 * Rises evenly to the first value of a schedule during `steps` steps, then follows the schedule from its start.
 *
 * schedule(0) · (t + 1) / (steps + 1) for t < steps, schedule(t − steps) from t = steps on. The first step already
 * moves; optax's `warmup_…` schedules and Keras's `warmup_steps` start at 0, which spends a step on nothing.
 *
 * @param schedule - what follows; a number is a constant
 * @param options.steps - steps of the rise; ≥ 1
 * @throws ValueError if steps is no whole number of at least 1
 * @see Goyal et al., 2017. https://arxiv.org/abs/1706.02677
 */
export function warmup(schedule: Hyperparameter, { steps }: { steps: number }): Schedule {
  requireRange("warmup", countFromOne, { steps });
  const follow = typeof schedule === "number" ? constant(schedule) : schedule;
  return (step) =>
    follow(step.sub(steps).max(0)).mul(
      step
        .add(1)
        .div(steps + 1)
        .min(1),
    );
}
