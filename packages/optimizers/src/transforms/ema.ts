import { belowOne, type Optimizer, requireRange, type Tensor, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { average } from "../internal/average.ts";
import { perParameter } from "./perParameter.ts";

/**
 * Exponential moving average: m ← decay · m + (1 − decay) · g, and m is passed on. The memory is m, zero at the start.
 *
 * The first averages are therefore too small; `chain(ema({ decay }), biasCorrection({ decay }))` makes up for it, which
 * is optax's `ema` with its default `debias=True`.
 *
 * @param options.decay - weight of the past; in [0, 1), default 0.9
 * @throws ValueError if decay lies outside [0, 1)
 */
export function ema({ decay = 0.9 }: { decay?: Hyperparameter } = {}): Optimizer {
  requireRange("ema", belowOne, { decay });
  return perParameter({
    init: (parameter) => ({ mean: zerosLike(parameter) }),

    update(gradient, state: { readonly mean: Tensor }, { step }) {
      const mean = average(state.mean, gradient, at(decay, step));
      return [mean, { mean }];
    },
  });
}
