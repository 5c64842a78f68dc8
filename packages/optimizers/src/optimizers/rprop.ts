import {
  aboveZero,
  atMostOne,
  fullLike,
  type Optimizer,
  requireRange,
  type Tensor,
  zeroOrAbove,
  zerosLike,
} from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { sign } from "../internal/sign.ts";
import { perParameter } from "../transforms/perParameter.ts";

interface RpropOptions {
  /** First step of every weight; > 0, default 0.01. */
  initialStep?: number;
  /** Takes a step after a change of sign; in (0, 1], default 0.5. */
  shrink?: Hyperparameter;
  /** Takes a step while the sign stays; ≥ 1 to be of use, default 1.2. */
  grow?: Hyperparameter;
  /** Smallest step; ≥ 0, default 1e-6. */
  smallest?: Hyperparameter;
  /** Largest step; > 0, default 50. */
  largest?: Hyperparameter;
}

interface RpropState extends Readonly<Record<string, Tensor>> {
  readonly size: Tensor;
  readonly gradient: Tensor;
}

/**
 * Resilient propagation: each weight has a step of its own, which grows while the sign of its gradient stays and
 * shrinks when it changes. The size of the gradient does not matter.
 *
 * Where g · g_before > 0 the step grows; where < 0 it shrinks and the weight rests once, its gradient taken for 0; then
 * w ← w − step · sign(g). For whole batches: on mini-batches the signs change by chance.
 *
 * PyTorch's `Rprop` (iRprop−) with its defaults; its `lr` is `initialStep` here. optax's `rprop` has the same steps but
 * takes each when the next gradient is there, and not at all if that one turned.
 *
 * @throws ValueError if an option is out of range
 * @see Riedmiller & Braun, 1993. https://doi.org/10.1109/ICNN.1993.298623
 * @see Igel & Hüsken, 2000, for iRprop−. https://doi.org/10.1016/S0925-2312(01)00700-7
 */
export function rprop({
  initialStep = 0.01,
  shrink = 0.5,
  grow = 1.2,
  smallest = 1e-6,
  largest = 50,
}: RpropOptions = {}): Optimizer {
  requireRange("rprop", aboveZero, { initialStep, grow, largest });
  requireRange("rprop", atMostOne, { shrink });
  requireRange("rprop", zeroOrAbove, { smallest });
  return perParameter({
    init: (parameter): RpropState => ({ size: fullLike(parameter, initialStep), gradient: zerosLike(parameter) }),

    update(gradient, state, { step }) {
      // Of signs: the product of two small gradients would be 0 in float32.
      const agreement = sign(gradient).mul(sign(state.gradient));
      const turned = agreement.less(0);
      const factor = turned.where(at(shrink, step), agreement.greater(0).where(at(grow, step), fullLike(gradient, 1)));
      const size = state.size.mul(factor).max(at(smallest, step)).min(at(largest, step));
      const used = turned.where(zerosLike(gradient), gradient);
      return [sign(used).mul(size).neg(), { size, gradient: used }];
    },
  });
}
