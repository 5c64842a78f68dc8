import {
  belowOne,
  fullLike,
  type Optimizer,
  requireRange,
  type Tensor,
  zeroOrAbove,
  zerosLike,
} from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { average } from "../internal/average.ts";
import { oneMinus } from "../internal/oneMinus.ts";
import { shortfall } from "../internal/shortfall.ts";
import { sign } from "../internal/sign.ts";
import { chain } from "../transforms/chain.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { sgd } from "./sgd.ts";

interface YogiOptions {
  /** Step size; ≥ 0, default 0.01. */
  rate?: Hyperparameter;
  /** Decay of the running mean of gradients; in [0, 1), default 0.9. */
  beta1?: Hyperparameter;
  /** Share of the mean square that one step cannot change; in [0, 1), default 0.999. */
  beta2?: Hyperparameter;
  /** Keeps the denominator off zero; ≥ 0, default 0.001. */
  epsilon?: Hyperparameter;
  /** What the mean square starts at; ≥ 0, default 1e-6. */
  initialAccumulator?: number;
}

interface YogiState extends Readonly<Record<string, Tensor>> {
  readonly mean: Tensor;
  readonly square: Tensor;
}

/**
 * Yogi: Adam whose mean square moves by at most (1 − β₂) g² a step, so that a burst of large gradients is not forgotten
 * at once.
 *
 * m ← β₁ m + (1 − β₁) g,  v ← v − (1 − β₂) sign(v − g²) g²,  w ← w − rate · m̂ / (√v̂ + ε), m̂ and v̂ as in `adam`.
 *
 * The paper does not correct the bias; its first code, TensorFlow Addons and optax do, as here. v starts at 1e-6; in
 * optax m does too.
 *
 * @throws ValueError if an option is out of range
 * @see Zaheer et al., 2018. https://papers.nips.cc/paper/8186-adaptive-methods-for-nonconvex-optimization
 */
export function yogi({
  rate = 0.01,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-3,
  initialAccumulator = 1e-6,
}: YogiOptions = {}): Optimizer {
  requireRange("yogi", zeroOrAbove, { rate, epsilon, initialAccumulator });
  requireRange("yogi", belowOne, { beta1, beta2 });
  const direction = perParameter({
    init: (parameter): YogiState => ({ mean: zerosLike(parameter), square: fullLike(parameter, initialAccumulator) }),

    update(gradient, state, { step }) {
      const [decay, squareDecay] = [at(beta1, step), at(beta2, step)];
      const mean = average(state.mean, gradient, decay);
      const fresh = gradient.square();
      const square = state.square.sub(sign(state.square.sub(fresh)).mul(fresh).mul(oneMinus(squareDecay)));
      const scale = square.div(shortfall(squareDecay, step)).sqrt().add(at(epsilon, step));
      return [mean.div(shortfall(decay, step)).div(scale), { mean, square }];
    },
  });
  return chain(direction, sgd({ rate }));
}
