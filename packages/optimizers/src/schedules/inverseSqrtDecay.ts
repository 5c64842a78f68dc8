import { countFromOne, finite, requireRange, type Schedule } from "@chainrule/tensor";

/**
 * Rises in a straight line to the peak, then falls as 1 / √t: the schedule of the first transformer ("Noam").
 *
 * peak · min(n / warmup, √(warmup / n)), n = t + 1. The paper's d^−½ · min(n^−½, n · warmup^−1.5) has the peak
 * 1 / √(d · warmup).
 *
 * @param peak - largest value, in step number `warmup`
 * @param options.warmup - steps of the rise; ≥ 1
 * @throws ValueError if an option is out of range
 * @see Vaswani et al., 2017, section 5.3. https://arxiv.org/abs/1706.03762
 */
export function inverseSqrtDecay(peak: number, { warmup }: { warmup: number }): Schedule {
  requireRange("inverseSqrtDecay", finite, { peak });
  requireRange("inverseSqrtDecay", countFromOne, { warmup });
  return (step) => {
    const share = step.add(1).div(warmup);
    return share.min(share.sqrt().reciprocal()).mul(peak);
  };
}
