import { countFromOne, floor, type Optimizer, requireRange, type Tensor } from "@chainrule/tensor";
import { due } from "../internal/due.ts";
import { partOf } from "../internal/record.ts";
import { perParameter } from "./perParameter.ts";

interface SwaOptions {
  /** Finished steps at which the average begins; ≥ 1. */
  start: number;
  /** Steps from one averaged point to the next, such as those of an epoch; ≥ 1, default 1. */
  every?: number;
}

/**
 * Stochastic weight averaging: training goes its way, and the mean of the weights along it predicts.
 *
 * Put it last in a `chain`: it averages w + update after steps start, start + every, … Before the start it predicts
 * with w itself. Let the rate stay high, as with `swaRate`. PyTorch's `AveragedModel`; batch-norm statistics belong to
 * the trained weights: compute them anew.
 *
 * @throws ValueError if an option is out of range
 * @see Izmailov et al., 2018. https://arxiv.org/abs/1803.05407
 */
export function swa({ start, every = 1 }: SwaOptions): Optimizer {
  requireRange("swa", countFromOne, { start, every });
  const average = perParameter({
    init: (parameter) => ({ mean: parameter }),

    update(update, state: { readonly mean: Tensor }, { parameter, step }) {
      const moved = parameter.add(update);
      const since = step.sub(start);
      const count = floor(since.max(0).div(every)).add(1);
      const mean = state.mean.add(moved.sub(state.mean).div(count));
      const counts = due(since, every).or(since.less(0));
      return [update, { mean: counts.where(mean, state.mean) }];
    },
  });
  return { ...average, predictWith: (parameters, state) => partOf(parameters, state, "mean") };
}
