import type { Tensor } from "@chainrule/tensor";

/**
 * Exponential linear unit: the identity above zero, a smooth floor of −alpha below.
 *
 * Elementwise, any shape. The slope is finite everywhere, and alpha at zero.
 *
 * @param options.alpha - depth of the floor
 * @see Clevert, Unterthiner & Hochreiter, 2015. https://arxiv.org/abs/1511.07289
 */
export const elu = (x: Tensor, { alpha = 1 }: { alpha?: number } = {}): Tensor =>
  // min before expm1: exp overflows at x ≈ 89, and ∞ · 0 would turn the slope into NaN.
  x.max(0).add(x.min(0).expm1().mul(alpha)).named("elu", { x }, { alpha });
