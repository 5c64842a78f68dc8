import { type Optimizer, requireRange, zeroOrAbove } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { lengthOf } from "../internal/lengthOf.ts";
import { trustRatio } from "../internal/trustRatio.ts";
import { perParameter } from "../transforms/perParameter.ts";

/**
 * Fromage: each tensor turns by the same angle, as if the rate were a relative change of the whole layer. No memory.
 *
 * w ← (w − rate · ‖w‖ / ‖g‖ · g) / √(1 + rate²), tensor by tensor; the ratio is 1 where it would be 0 or infinite.
 *
 * optax bounds both lengths by 1e-6 from below.
 *
 * @param options.rate - tangent of the angle; ≥ 0, default 0.01
 * @throws ValueError if the rate is negative or not finite
 * @see Bernstein et al., 2020. https://arxiv.org/abs/2002.03432
 */
export function fromage({ rate = 0.01 }: { rate?: Hyperparameter } = {}): Optimizer {
  requireRange("fromage", zeroOrAbove, { rate });
  return perParameter({
    init: () => ({}),

    update(gradient, state, { parameter, step }) {
      const angle = step.mul(0).add(at(rate, step));
      const ratio = trustRatio(lengthOf([parameter]), lengthOf([gradient]));
      const turned = parameter.sub(gradient.mul(ratio).mul(angle));
      return [turned.div(angle.square().add(1).sqrt()).sub(parameter), state];
    },
  });
}
