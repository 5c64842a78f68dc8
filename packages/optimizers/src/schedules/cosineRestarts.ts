import { countFromOne, finite, floor, requireRange, type Schedule } from "@chainrule/tensor";
import { halfWave } from "../internal/halfWave.ts";
import { stairs } from "../internal/stairs.ts";

interface RestartOptions {
  /** Steps of the first cycle; ≥ 1. */
  steps: number;
  /** Length of each later cycle in lengths of the one before; a whole number ≥ 1, default 1. */
  lengthen?: number;
  /** Value that each cycle falls towards; default 0. */
  final?: number;
}

/**
 * Cosine decay that starts afresh at `initial` whenever a cycle ends (SGDR).
 *
 * PyTorch's `CosineAnnealingWarmRestarts(T_0, T_mult, eta_min)`. Keras's `CosineDecayRestarts` has `t_mul=2` by default
 * and can also lower the peaks.
 *
 * @param initial - value at the first step of each cycle
 * @throws ValueError if an option is out of range
 * @see Loshchilov & Hutter, 2016. https://arxiv.org/abs/1608.03983
 */
export function cosineRestarts(initial: number, { steps, lengthen = 1, final = 0 }: RestartOptions): Schedule {
  requireRange("cosineRestarts", finite, { initial, final });
  requireRange("cosineRestarts", countFromOne, { steps, lengthen });
  const latestStart = lengthen === 1 ? multiplesOf(steps) : startsOf(steps, lengthen);
  return (step) => {
    const start = latestStart(step);
    const length = start.mul(lengthen - 1).add(steps);
    return halfWave(initial, final, step.sub(start).div(length));
  };
}

const multiplesOf =
  (steps: number): Schedule =>
  (step) =>
    floor(step.div(steps)).mul(steps);

/** As a list, at most 24 long: finding the cycle by a logarithm would miss a restart by rounding. */
function startsOf(steps: number, lengthen: number): Schedule {
  const starts = [];
  const last = 2 ** 24; // up to here float32 counts one by one
  for (let start = steps; start <= last; start = start * lengthen + steps) starts.push(start);
  return stairs([0, ...starts], starts);
}
