import { aboveZero, type Optimizer, refuse, requireRange, ValueError } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { lengthOf } from "../internal/lengthOf.ts";
import { mapRecord, parameterOf } from "../internal/record.ts";

/**
 * Sharpness-aware minimization: the optimizer steps by the gradient at the worst point nearby, which leads to flat
 * minima.
 *
 * g′ = the gradient at w + radius · g / ‖g‖, ‖g‖ over all parameters; the optimizer moves w by g′. Two evaluations a
 * step, with the same batch and the same random numbers.
 *
 * @param optimizer - what takes the step
 * @param options.radius - distance of the worst point; > 0, default 0.05
 * @throws ValueError if the radius is not above 0, or where nothing evaluates the loss: `train` and `minimize` do
 * @see Foret et al., 2020. https://arxiv.org/abs/2010.01412
 */
export function sam(optimizer: Optimizer, { radius = 0.05 }: { radius?: Hyperparameter } = {}): Optimizer {
  requireRange("sam", aboveZero, { radius });
  return {
    init: (parameters) => optimizer.init(parameters),
    predictWith: (parameters, state) => optimizer.predictWith?.(parameters, state) ?? parameters,

    update(uphill, state, context) {
      const { parameters, step, valueAndGrad } = context;
      if (!valueAndGrad) {
        refuse(ValueError, "sam", "valueAndGrad in the context", "none", "Use it in train or minimize.");
      }
      const length = lengthOf(Object.values(uphill));
      // At a stationary point the worst direction is unknown, and the point itself is taken.
      const factor = length.equal(0).where(length, length.reciprocal().mul(at(radius, step)));
      const worst = mapRecord(uphill, (slope, name) => parameterOf(parameters, name).add(slope.mul(factor)));
      const [, gradients] = valueAndGrad(worst);
      return optimizer.update(
        mapRecord(uphill, (_, name) => gradients[name]!),
        state,
        context,
      );
    },
  };
}
