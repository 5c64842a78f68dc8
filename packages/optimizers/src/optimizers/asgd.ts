import { countFromZero, type Optimizer, requireRange, type Tensor, zeroOrAbove } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { partOf } from "../internal/record.ts";
import { perParameter } from "../transforms/perParameter.ts";

interface AsgdOptions {
  /** Step size at the start; ≥ 0, default 0.01. */
  rate?: Hyperparameter;
  /** Share of the weights that decays, times the rate, which it also makes fall; ≥ 0, default 1e-4. */
  decay?: number;
  /** Exponent of the fall; ≥ 0, default 0.75. */
  power?: number;
  /** Finished steps after which averaging starts; ≥ 0, default 1,000,000. */
  start?: number;
}

/**
 * Averaged stochastic gradient descent: it trains w, and predicts with the mean of all w since the start of averaging.
 *
 * η = rate / (1 + decay · rate · t)^power, t finished steps,  w ← (1 − decay · η) w − η g,
 * mean ← mean + (w − mean) / max(1, t − start).
 *
 * PyTorch's `ASGD` with its defaults (`lambd`, `alpha`, `t0`); there the mean is `state["ax"]`. The start is late: set
 * it.
 *
 * @throws ValueError if an option is out of range
 * @see Polyak & Juditsky, 1992. https://doi.org/10.1137/0330046
 */
export function asgd({ rate = 0.01, decay = 1e-4, power = 0.75, start = 1e6 }: AsgdOptions = {}): Optimizer {
  requireRange("asgd", zeroOrAbove, { rate, decay, power });
  requireRange("asgd", countFromZero, { start });
  const train = perParameter({
    init: (parameter) => ({ mean: parameter }),

    update(gradient, state: { readonly mean: Tensor }, { parameter, step }) {
      const finished = step.sub(1);
      const initial = finished.mul(0).add(at(rate, step));
      const size = initial.div(initial.mul(finished).mul(decay).add(1).pow(power));
      const change = parameter.mul(decay).add(gradient).mul(size).neg();
      const moved = parameter.add(change);
      const share = finished.sub(start).max(1).reciprocal();
      return [change, { mean: state.mean.add(moved.sub(state.mean).mul(share)) }];
    },
  });
  return { ...train, predictWith: (parameters, state) => partOf(parameters, state, "mean") };
}
