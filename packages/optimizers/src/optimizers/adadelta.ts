import { belowOne, type Optimizer, requireRange, type Tensor, zeroOrAbove, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { average } from "../internal/average.ts";
import { chain } from "../transforms/chain.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { sgd } from "./sgd.ts";

interface AdadeltaOptions {
  /** Factor of the steps; ≥ 0, default 1: the paper has none. */
  rate?: Hyperparameter;
  /** Decay of both running means; in [0, 1), default 0.9. */
  decay?: Hyperparameter;
  /** Starts the steps, which would stay at zero without it; ≥ 0, default 1e-6. */
  epsilon?: Hyperparameter;
}

interface AdadeltaState extends Readonly<Record<string, Tensor>> {
  readonly square: Tensor;
  /** Running mean of the squared steps, before the rate. */
  readonly moved: Tensor;
}

/**
 * Adadelta: the step has the unit of the weights, since a running mean of past steps takes the place of the rate.
 *
 * v ← decay · v + (1 − decay) · g²,  d = g · √(u + ε) / √(v + ε),  u ← decay · u + (1 − decay) · d²,  w ← w − rate · d.
 *
 * The name means: in PyTorch and optax this, decay (`rho`) 0.9 and ε = 1e-6, with rate 1 in PyTorch; in Keras decay
 * 0.95, ε = 1e-7 and rate 0.001, a thousandth of the paper's steps.
 *
 * @throws ValueError if an option is out of range
 * @see Zeiler, 2012. https://arxiv.org/abs/1212.5701
 */
export function adadelta({ rate = 1, decay = 0.9, epsilon = 1e-6 }: AdadeltaOptions = {}): Optimizer {
  requireRange("adadelta", zeroOrAbove, { rate, epsilon });
  requireRange("adadelta", belowOne, { decay });
  const direction = perParameter({
    init: (parameter): AdadeltaState => ({ square: zerosLike(parameter), moved: zerosLike(parameter) }),

    update(gradient, state, { step }) {
      const [past, small] = [at(decay, step), at(epsilon, step)];
      const square = average(state.square, gradient.square(), past);
      const move = gradient.mul(state.moved.add(small).sqrt()).div(square.add(small).sqrt());
      return [move, { square, moved: average(state.moved, move.square(), past) }];
    },
  });
  return chain(direction, sgd({ rate }));
}
