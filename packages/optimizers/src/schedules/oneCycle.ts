import { belowOne, countFromOne, finite, requireRange, type Schedule } from "@chainrule/tensor";
import { between, requireShape, type Shape } from "../internal/between.ts";

interface OneCycleOptions {
  /** Steps of the whole course; ≥ 2. */
  steps: number;
  /** Share of the steps in which it rises; in [0, 1), default 0.3. */
  rise?: number;
  /** Value at the first step; default peak / 25. */
  initial?: number;
  /** Value at the last step and after it; default initial / 10,000. */
  final?: number;
  /** `"cosine"` (default) or `"linear"`. */
  shape?: Shape;
}

/**
 * Up to a peak and down to almost nothing, once ("super-convergence").
 *
 * From initial at t = 0 to peak at t = rise · steps − 1, then to final at t = steps − 1. PyTorch's `OneCycleLR` with
 * two phases (`pct_start`, `div_factor`, `final_div_factor`); optax's changes one step later. The momentum may go the
 * other way: `oneCycle(0.85, { steps, initial: 0.95, final: 0.95 })`.
 *
 * @param peak - largest value
 * @throws ValueError if an option is out of range
 * @see Smith & Topin, 2017. https://arxiv.org/abs/1708.07120
 */
export function oneCycle(
  peak: number,
  { steps, rise = 0.3, initial = peak / 25, final = initial / 1e4, shape = "cosine" }: OneCycleOptions,
): Schedule {
  requireRange("oneCycle", finite, { peak, initial, final });
  requireRange("oneCycle", countFromOne, { steps: steps - 1 });
  requireRange("oneCycle", belowOne, { rise });
  requireShape("oneCycle", shape);
  const top = Math.max(0, rise * steps - 1);
  return (step) => {
    const down = between(
      shape,
      peak,
      final,
      step
        .sub(top)
        .div(steps - 1 - top)
        .max(0)
        .min(1),
    );
    if (top === 0) return down;
    return step.less(top).where(between(shape, initial, peak, step.div(top).min(1)), down);
  };
}
