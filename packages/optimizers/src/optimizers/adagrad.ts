import { fullLike, type Optimizer, requireRange, type Tensor, zeroOrAbove } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { perParameter } from "../transforms/perParameter.ts";

interface AdagradOptions {
  /** Step size; ≥ 0, default 0.01. */
  rate?: Hyperparameter;
  /** What the sum of squares starts at; ≥ 0, default 0.1. */
  initialAccumulator?: number;
  /** Keeps the denominator off zero; ≥ 0, default 1e-10. */
  epsilon?: Hyperparameter;
}

/**
 * Adagrad: each gradient is divided by the root of the sum of all its squares so far, so the steps shrink for good.
 *
 * s ← s + g²,  w ← w − rate · g / (√s + ε).
 *
 * The start of s decides the size of the first steps, and the name does not tell it: 0.1 in Keras, optax and
 * TensorFlow.js, as here, and 0 in PyTorch, whose first step is the whole rate. ε stands outside the root, with
 * PyTorch's value; Keras and optax put 1e-7 inside.
 *
 * @throws ValueError if an option is out of range
 * @see Duchi, Hazan & Singer, 2011. https://jmlr.org/papers/v12/duchi11a.html
 */
export function adagrad({ rate = 0.01, initialAccumulator = 0.1, epsilon = 1e-10 }: AdagradOptions = {}): Optimizer {
  requireRange("adagrad", zeroOrAbove, { rate, initialAccumulator, epsilon });
  return perParameter({
    init: (parameter) => ({ sum: fullLike(parameter, initialAccumulator) }),

    update(gradient, state: { readonly sum: Tensor }, { step }) {
      const sum = state.sum.add(gradient.square());
      const direction = gradient.div(sum.sqrt().add(at(epsilon, step)));
      return [direction.mul(at(rate, step)).neg(), { sum }];
    },
  });
}
