import { finite, requireRange, type Schedule } from "@chainrule/tensor";
import { between, requireShape, type Shape } from "../internal/between.ts";
import { requireFit, requireRising } from "../internal/stairs.ts";

interface InterpolateOptions {
  /** Counts of finished steps, each above the one before; the first ≥ 1. */
  boundaries: readonly number[];
  /** `"linear"` (default) or `"cosine"`. */
  shape?: Shape;
}

/**
 * From values[0] at the first step to values[1] at boundaries[0], on to values[2] at boundaries[1], and so on; the last
 * value stays.
 *
 * optax's `piecewise_interpolate_schedule`, which is given factors from one value to the next.
 *
 * @param values - one more than there are boundaries
 * @throws ValueError if the boundaries do not rise, or the numbers of values and boundaries do not fit
 */
export function piecewiseInterpolate(
  values: readonly number[],
  { boundaries, shape = "linear" }: InterpolateOptions,
): Schedule {
  values.forEach((value, index) => requireRange("piecewiseInterpolate", finite, { [`values[${index}]`]: value }));
  requireRising("piecewiseInterpolate", "boundaries", boundaries);
  requireFit("piecewiseInterpolate", "values", values, boundaries);
  requireShape("piecewiseInterpolate", shape);
  const knots = [0, ...boundaries];
  return (step) => {
    const piece = (index: number) => {
      const [from, to] = [knots[index]!, knots[index + 1]!];
      return between(
        shape,
        values[index]!,
        values[index + 1]!,
        step
          .sub(from)
          .div(to - from)
          .max(0)
          .min(1),
      );
    };
    return boundaries
      .slice(1)
      .reduce((value, _, index) => step.less(knots[index + 1]!).where(value, piece(index + 1)), piece(0));
  };
}
