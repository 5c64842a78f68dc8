import { belowOne, type Optimizer, requireRange, type Tensor, zeroOrAbove, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { average } from "../internal/average.ts";
import { oneMinus } from "../internal/oneMinus.ts";
import { shortfall } from "../internal/shortfall.ts";
import { chain } from "../transforms/chain.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { sgd } from "./sgd.ts";

interface RadamOptions {
  /** Step size; ≥ 0, default 0.001. */
  rate?: Hyperparameter;
  /** Decay of the running mean of gradients; in [0, 1), default 0.9. */
  beta1?: Hyperparameter;
  /** Decay of the running mean of their squares; in [0, 1), default 0.999. */
  beta2?: Hyperparameter;
  /** Keeps the denominator off zero; ≥ 0, default 1e-8. */
  epsilon?: Hyperparameter;
}

interface RadamState extends Readonly<Record<string, Tensor>> {
  readonly mean: Tensor;
  readonly square: Tensor;
}

/**
 * Rectified Adam: no division by the root mean square until enough gradients have been seen to trust it.
 *
 * m and v as in `adam`,  ρ∞ = 2 / (1 − β₂) − 1,  ρ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ). While ρ ≤ 5: w ← w − rate · m̂. Then
 * w ← w − rate · r · m̂ · √(1 − β₂ᵗ) / (√v + ε) with r² = (ρ − 4)(ρ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρ).
 *
 * The name means: in PyTorch this, ε beside √v, whose bias is corrected after; in optax √v̂ + ε. The paper changes over
 * at ρ > 4; PyTorch and optax (`threshold`), as most code, at 5. Where β₂ ≤ 2/3 the change never comes.
 *
 * @throws ValueError if an option is out of range
 * @see Liu et al., 2019. https://arxiv.org/abs/1908.03265
 */
export function radam({ rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: RadamOptions = {}): Optimizer {
  requireRange("radam", zeroOrAbove, { rate, epsilon });
  requireRange("radam", belowOne, { beta1, beta2 });
  const direction = perParameter({
    init: (parameter): RadamState => ({ mean: zerosLike(parameter), square: zerosLike(parameter) }),

    update(gradient, state, { step }) {
      const [decay, squareDecay] = [at(beta1, step), at(beta2, step)];
      const mean = average(state.mean, gradient, decay);
      const square = average(state.square, gradient.square(), squareDecay);
      const unbiased = mean.div(shortfall(decay, step));
      const seen = shortfall(squareDecay, step);

      const most = step.mul(0).add(oneMinus(squareDecay)).reciprocal().mul(2).sub(1);
      const length = most.sub(step.mul(2).mul(seen.neg().add(1)).div(seen));
      const ratio = length
        .sub(4)
        .div(most.sub(4))
        .mul(length.sub(2).div(most.sub(2)))
        .mul(most.div(length));
      const scaled = unbiased.mul(ratio.mul(seen).sqrt()).div(square.sqrt().add(at(epsilon, step)));
      return [length.greater(5).where(scaled, unbiased), { mean, square }];
    },
  });
  return chain(direction, sgd({ rate }));
}
