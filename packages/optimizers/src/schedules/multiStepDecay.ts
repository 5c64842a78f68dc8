import { atMostOne, finite, requireRange, type Schedule } from "@chainrule/tensor";
import { requireRising, stairs } from "../internal/stairs.ts";

/**
 * initial · factor^k, k the number of milestones that t has reached, as PyTorch's `MultiStepLR`.
 *
 * @param initial - value before the first milestone
 * @param options.milestones - counts of finished steps, each above the one before; the first ≥ 1
 * @param options.factor - in (0, 1], default 0.1
 * @throws ValueError if an option is out of range, or the milestones do not rise
 */
export function multiStepDecay(
  initial: number,
  { milestones, factor = 0.1 }: { milestones: readonly number[]; factor?: number },
): Schedule {
  requireRange("multiStepDecay", finite, { initial });
  requireRange("multiStepDecay", atMostOne, { factor });
  requireRising("multiStepDecay", "milestones", milestones);

  let value = initial;
  return stairs([initial, ...milestones.map(() => (value *= factor))], milestones);
}
