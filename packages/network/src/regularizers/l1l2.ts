import { l1 } from "./l1.ts";
import { l2 } from "./l2.ts";
import type { Regularizer } from "./regularizer.ts";

/**
 * l1 · Σ |w| + l2 · Σ w² over all weights, not biases: few weights, and none of them large. Also called elastic net.
 *
 * @param strengths.l1 - at least 0; try 1e-5
 * @param strengths.l2 - at least 0; try 1e-4
 * @throws ValueError if one is negative
 * @see Zou & Hastie, 2005. https://doi.org/10.1111/j.1467-9868.2005.00503.x
 */
export function l1l2(strengths: { readonly l1: number; readonly l2: number }): Regularizer {
  const [absolute, square] = [l1(strengths.l1), l2(strengths.l2)];
  return (parameters) => absolute(parameters).add(square(parameters));
}
