import { type Optimizer, requireRange, zeroOrAbove } from "@chainrule/tensor";
import { nadamDirection, type NadamOptions } from "../internal/nadamDirection.ts";
import { chain } from "../transforms/chain.ts";
import { sgd } from "./sgd.ts";

/**
 * Adam with the look ahead of `nesterov`, and a momentum that rises from β₁ / 2 to β₁.
 *
 * μ = β₁ (1 − ½ · 0.96^(t · momentumDecay)), μ′ the same of t + 1, P ← P · μ the product of all μ,
 * m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,  v̂ = v / (1 − β₂ᵗ),
 * w ← w − rate · ((1 − μ) / (1 − P) · g + μ′ / (1 − P · μ′) · m) / (√v̂ + ε).
 *
 * The name means: in PyTorch from 2.0 on this; PyTorch 1.10 to 1.13 multiply P · μ′ by μ once more. In Keras the
 * momentum rises 250 times as fast: `{ rate: 0.001, epsilon: 1e-7, momentumDecay: 1 }`. optax keeps it at β₁: m̂ is
 * (β₁ m / (1 − β₁ᵗ⁺¹) + (1 − β₁) g / (1 − β₁ᵗ)), which is `momentumDecay: 1e6`.
 *
 * @throws ValueError if an option is out of range
 * @see Dozat, 2016. https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ
 */
export function nadam({ rate = 2e-3, ...options }: NadamOptions = {}): Optimizer {
  requireRange("nadam", zeroOrAbove, { rate });
  return chain(nadamDirection("nadam", options), sgd({ rate }));
}
