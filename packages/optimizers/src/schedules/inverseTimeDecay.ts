import { finite, requireRange, type Schedule, zeroOrAbove } from "@chainrule/tensor";

/**
 * initial / (1 + decay · t), as Keras's `InverseTimeDecay` with `decay_steps=1` and the `lr_decay` of PyTorch's
 * Adagrad.
 *
 * @param initial - value at the first step
 * @param options.decay - ≥ 0; the value has halved after 1 / decay steps
 * @throws ValueError if decay is negative or not finite
 */
export function inverseTimeDecay(initial: number, { decay }: { decay: number }): Schedule {
  requireRange("inverseTimeDecay", finite, { initial });
  requireRange("inverseTimeDecay", zeroOrAbove, { decay });
  return (step) => step.mul(decay).add(1).reciprocal().mul(initial);
}
