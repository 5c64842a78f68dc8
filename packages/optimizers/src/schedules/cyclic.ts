import { atMostOne, countFromOne, finite, floor, requireRange, type Schedule, type Tensor } from "@chainrule/tensor";
import { power } from "../internal/power.ts";

interface CyclicOptions {
  /** Value at the top of the first triangle. */
  high: number;
  /** Steps of a rise; ≥ 1. */
  up: number;
  /** Steps of a fall; ≥ 1, default as many as of a rise. */
  down?: number;
  /** What each further triangle is as high as, in heights of the one before; in (0, 1], default 1. */
  shrink?: number;
  /** Factor of the height at every step; in (0, 1], default 1. */
  factor?: number;
}

/**
 * Up and down in a straight line, again and again.
 *
 * low + (high − low) · triangle(t) · shrink^⌊t / (up + down)⌋ · factor^t. PyTorch's `CyclicLR`: "triangular" is this
 * with the defaults, "triangular2" `{ shrink: 0.5 }`, "exp_range" `{ factor: gamma }`.
 *
 * @param low - value at the first step
 * @throws ValueError if an option is out of range
 * @see Smith, 2015. https://arxiv.org/abs/1506.01186
 */
export function cyclic(low: number, { high, up, down = up, shrink = 1, factor = 1 }: CyclicOptions): Schedule {
  requireRange("cyclic", finite, { low, high });
  requireRange("cyclic", countFromOne, { up, down });
  requireRange("cyclic", atMostOne, { shrink, factor });
  const length = up + down;
  return (step) => {
    const cycle = floor(step.div(length));
    const within = step.sub(cycle.mul(length));
    const triangle = within.div(up).min(within.neg().add(length).div(down));
    const height = lowered(lowered(triangle, shrink, cycle), factor, step);
    return height.mul(high - low).add(low);
  };
}

const lowered = (height: Tensor, base: number, exponent: Tensor): Tensor =>
  base === 1 ? height : height.mul(power(base, exponent));
