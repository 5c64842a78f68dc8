import { belowOne, type Optimizer, requireRange, type Tensor, zeroOrAbove, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { average } from "../internal/average.ts";
import { scalar } from "../internal/scalar.ts";
import { chain } from "../transforms/chain.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { sgd } from "./sgd.ts";

interface NovogradOptions {
  /** Step size; ≥ 0, default 0.01. */
  rate?: Hyperparameter;
  /** What remains of the direction after a step; in [0, 1), default 0.9. */
  beta1?: Hyperparameter;
  /** Decay of the running mean of squared lengths; in [0, 1), default 0.25. */
  beta2?: Hyperparameter;
  /** Keeps the denominator off zero; ≥ 0, default 1e-6. */
  epsilon?: Hyperparameter;
  /** Share of the weights that decays; ≥ 0, default 0. */
  decay?: Hyperparameter;
}

interface NovogradState extends Readonly<Record<string, Tensor>> {
  readonly direction: Tensor;
  /** Running mean of the squared length of the gradient: a scalar. */
  readonly square: Tensor;
}

/**
 * NovoGrad: momentum of gradients that are divided by the running length of their whole tensor: half of Adam's memory.
 *
 * v ← β₂ v + (1 − β₂) ‖g‖², ‖g‖² at the first step,  m ← β₁ m + g / (√v + ε) + decay · w,  w ← w − rate · m.
 *
 * The paper's form and optax's `novograd`, whose rate has no default.
 *
 * @throws ValueError if an option is out of range
 * @see Ginsburg et al., 2019. https://arxiv.org/abs/1905.11286
 */
export function novograd({
  rate = 0.01,
  beta1 = 0.9,
  beta2 = 0.25,
  epsilon = 1e-6,
  decay = 0,
}: NovogradOptions = {}): Optimizer {
  requireRange("novograd", zeroOrAbove, { rate, epsilon, decay });
  requireRange("novograd", belowOne, { beta1, beta2 });
  const direction = perParameter({
    init: (parameter): NovogradState => ({ direction: zerosLike(parameter), square: scalar(parameter, 0) }),

    update(gradient, state, { parameter, step }) {
      const length = gradient.square().sum();
      const square = step.equal(1).where(length, average(state.square, length, at(beta2, step)));
      const fresh = gradient.div(square.sqrt().add(at(epsilon, step))).add(parameter.mul(at(decay, step)));
      const direction = state.direction.mul(at(beta1, step)).add(fresh);
      return [direction, { direction, square }];
    },
  });
  return chain(direction, sgd({ rate }));
}
