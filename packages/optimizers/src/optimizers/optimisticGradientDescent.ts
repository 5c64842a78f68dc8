import { type Optimizer, requireRange, type Tensor, zeroOrAbove, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { chain } from "../transforms/chain.ts";
import { perParameter } from "../transforms/perParameter.ts";
import { sgd } from "./sgd.ts";

interface OptimisticOptions {
  /** Step size; ≥ 0, default 0.01. */
  rate?: Hyperparameter;
  /** Weight of the gradient; ≥ 0, default 1. */
  alpha?: Hyperparameter;
  /** Weight of the change since the last gradient; ≥ 0, default 1. */
  beta?: Hyperparameter;
}

/**
 * Descent that expects the gradient to go on changing as it just did: for games, where plain descent goes in circles.
 *
 * w ← w − rate · (alpha · g + beta · (g − g_before)); at the first step the change is 0.
 *
 * @throws ValueError if an option is out of range
 * @see Mokhtari, Ozdaglar & Pattathil, 2019. https://arxiv.org/abs/1901.08511
 */
export function optimisticGradientDescent({ rate = 0.01, alpha = 1, beta = 1 }: OptimisticOptions = {}): Optimizer {
  requireRange("optimisticGradientDescent", zeroOrAbove, { rate, alpha, beta });
  const direction = perParameter({
    init: (parameter) => ({ gradient: zerosLike(parameter) }),

    update(gradient, state: { readonly gradient: Tensor }, { step }) {
      const change = step.equal(1).where(zerosLike(gradient), gradient.sub(state.gradient));
      return [gradient.mul(at(alpha, step)).add(change.mul(at(beta, step))), { gradient }];
    },
  });
  return chain(direction, sgd({ rate }));
}
