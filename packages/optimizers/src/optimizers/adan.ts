import { belowOne, type Optimizer, requireRange, type Tensor, zeroOrAbove, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { average } from "../internal/average.ts";
import { shortfall } from "../internal/shortfall.ts";
import { perParameter } from "../transforms/perParameter.ts";

interface AdanOptions {
  /** Step size; ≥ 0, default 0.001. */
  rate?: Hyperparameter;
  /** Decay of the running mean of gradients; in [0, 1), default 0.98. */
  beta1?: Hyperparameter;
  /** Decay of the running mean of their differences; in [0, 1), default 0.92. */
  beta2?: Hyperparameter;
  /** Decay of the running mean of squares; in [0, 1), default 0.99. */
  beta3?: Hyperparameter;
  /** Keeps the denominator off zero; ≥ 0, default 1e-8. */
  epsilon?: Hyperparameter;
  /** Share of the weights that decays, times the rate; ≥ 0, default 0.02. */
  decay?: Hyperparameter;
}

interface AdanState extends Readonly<Record<string, Tensor>> {
  readonly mean: Tensor;
  readonly change: Tensor;
  readonly square: Tensor;
  readonly gradient: Tensor;
}

/**
 * Adan: Adam with Nesterov's look ahead, estimated from how the gradients change.
 *
 * d = g − g_before, 0 at the first step,  m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) d,
 * n ← β₃ n + (1 − β₃) (g + β₂ d)²,  w ← (w − rate · (m̂ + β₂ v̂) / (√n̂ + ε)) / (1 + rate · decay).
 *
 * The averages are free of their bias to zero, as in the authors' code and optax. β is the weight of the past; the
 * paper's β is 1 less that. optax weighs d and v̂ by 1 − β₂ where paper, authors and this have β₂, and decays as
 * `adamw`.
 *
 * @throws ValueError if an option is out of range
 * @see Xie et al., 2022. https://arxiv.org/abs/2208.06677
 */
export function adan({
  rate = 1e-3,
  beta1 = 0.98,
  beta2 = 0.92,
  beta3 = 0.99,
  epsilon = 1e-8,
  decay = 0.02,
}: AdanOptions = {}): Optimizer {
  requireRange("adan", zeroOrAbove, { rate, epsilon, decay });
  requireRange("adan", belowOne, { beta1, beta2, beta3 });
  return perParameter({
    init: (parameter): AdanState => {
      const start = zerosLike(parameter);
      return { mean: start, change: start, square: start, gradient: start };
    },

    update(gradient, state, { parameter, step }) {
      const [meanDecay, changeDecay, squareDecay] = [at(beta1, step), at(beta2, step), at(beta3, step)];
      const difference = step.equal(1).where(zerosLike(gradient), gradient.sub(state.gradient));
      const mean = average(state.mean, gradient, meanDecay);
      const change = average(state.change, difference, changeDecay);
      const square = average(state.square, gradient.add(difference.mul(changeDecay)).square(), squareDecay);

      const ahead = change.div(shortfall(changeDecay, step)).mul(changeDecay);
      const scale = square.div(shortfall(squareDecay, step)).sqrt().add(at(epsilon, step));
      const direction = mean.div(shortfall(meanDecay, step)).add(ahead).div(scale);
      const size = at(rate, step);
      // (w − size · u) / (1 + size · decay) − w
      const share = step.mul(0).add(at(decay, step));
      const update = direction.add(parameter.mul(share)).mul(size).div(share.mul(size).add(1)).neg();
      return [update, { mean, change, square, gradient }];
    },
  });
}
