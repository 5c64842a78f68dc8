import { countFromOne, finite, requireRange, type Schedule } from "@chainrule/tensor";
import { halfWave } from "../internal/halfWave.ts";

/**
 * final + ½ (initial − final) (1 + cos(π t / steps)) for t ≤ steps, final after that.
 *
 * PyTorch's `CosineAnnealingLR(T_max, eta_min)` is this up to `T_max`, and then rises again. `alpha` in Keras and optax
 * is final / initial.
 *
 * @param initial - value at the first step
 * @param options.steps - steps until `final`; ≥ 1
 * @param options.final - value from then on; default 0
 * @throws ValueError if an option is out of range
 */
export function cosineDecay(initial: number, { steps, final = 0 }: { steps: number; final?: number }): Schedule {
  requireRange("cosineDecay", finite, { initial, final });
  requireRange("cosineDecay", countFromOne, { steps });
  return (step) => halfWave(initial, final, step.min(steps).div(steps));
}
