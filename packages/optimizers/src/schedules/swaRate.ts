import { countFromOne, countFromZero, finite, requireRange, type Schedule } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { between, requireShape, type Shape } from "../internal/between.ts";
import { constant } from "./constant.ts";

interface SwaRateOptions {
  /** Finished steps at which the change begins; ≥ 0. */
  start: number;
  /** Steps of the change; ≥ 1, default 10. */
  steps?: number;
  /** Value after the change. */
  final: number;
  /** `"cosine"` (default) or `"linear"`. */
  shape?: Shape;
}

/**
 * Leaves a schedule at `start` for a constant rate, high enough to keep moving while `swa` averages. PyTorch's `SWALR`.
 *
 * @param schedule - what is followed until the start; a number is a constant
 * @throws ValueError if an option is out of range
 * @see Izmailov et al., 2018. https://arxiv.org/abs/1803.05407
 */
export function swaRate(
  schedule: Hyperparameter,
  { start, steps = 10, final, shape = "cosine" }: SwaRateOptions,
): Schedule {
  requireRange("swaRate", finite, { final, schedule });
  requireRange("swaRate", countFromZero, { start });
  requireRange("swaRate", countFromOne, { steps });
  requireShape("swaRate", shape);
  const follow = typeof schedule === "number" ? constant(schedule) : schedule;
  return (step) => {
    const fraction = step.sub(start).div(steps).max(0).min(1);
    const share = between(shape, 1, 0, fraction);
    return follow(step.min(start)).mul(share).add(share.neg().add(1).mul(final));
  };
}
