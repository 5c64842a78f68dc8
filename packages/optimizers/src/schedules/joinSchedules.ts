import { requireRange, finite, type Schedule } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { requireFit, requireRising } from "../internal/stairs.ts";
import { constant } from "./constant.ts";

/**
 * One schedule after another; each begins to count when its turn comes.
 *
 * schedules[0](t) until boundaries[0] steps are finished, then schedules[1](t − boundaries[0]), and so on. PyTorch's
 * `SequentialLR`, optax's `join_schedules`.
 *
 * @param schedules - schedules, or numbers for constants; one more than there are boundaries
 * @param options.boundaries - counts of finished steps, each above the one before; the first ≥ 1
 * @throws ValueError if the boundaries do not rise, or the numbers of schedules and boundaries do not fit
 */
export function joinSchedules(
  schedules: readonly Hyperparameter[],
  { boundaries }: { boundaries: readonly number[] },
): Schedule {
  requireRising("joinSchedules", "boundaries", boundaries);
  requireFit("joinSchedules", "schedules", schedules, boundaries);
  schedules.forEach((schedule, index) => requireRange("joinSchedules", finite, { [`schedules[${index}]`]: schedule }));
  const [first, ...later] = schedules.map((schedule) =>
    typeof schedule === "number" ? constant(schedule) : schedule,
  ) as [Schedule, ...Schedule[]];
  return (step) =>
    later.reduce((value, schedule, index) => {
      const since = step.sub(boundaries[index]!);
      return since.less(0).where(value, schedule(since.max(0)));
    }, first(step));
}
