import { aboveZero, type Optimizer, requireRange, type Solver } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { lengthOf } from "../internal/lengthOf.ts";
import { mapRecord, parameterOf } from "../internal/record.ts";

/**
 * Sharpness-aware minimization: the optimizer steps by the gradient at the worst point nearby, which leads to flat
 * minima.
 *
 * g′ = the gradient at w + radius · g / ‖g‖, ‖g‖ over all parameters; the optimizer moves w by g′. Two evaluations a
 * step.
 *
 * @param optimizer - what takes the step
 * @param options.radius - distance of the worst point; > 0, default 0.05
 * @throws ValueError if the radius is not above 0
 * @see Foret et al., 2020. https://arxiv.org/abs/2010.01412
 */
export function sam(optimizer: Optimizer, { radius = 0.05 }: { radius?: Hyperparameter } = {}): Solver {
  requireRange("sam", aboveZero, { radius });
  return {
    init: (parameters) => optimizer.init(parameters),

    solve(valueAndGrad, state, context) {
      const { parameters, step } = context;
      const [loss, uphill] = valueAndGrad(parameters);
      const length = lengthOf(Object.values(uphill));
      // At a stationary point the worst direction is unknown, and the point itself is taken.
      const factor = length.equal(0).where(length, length.reciprocal().mul(at(radius, step)));
      const worst = mapRecord(parameters, (parameter, name) => parameter.add(parameterOf(uphill, name).mul(factor)));
      const [, gradients] = valueAndGrad(worst);
      const [updates, next] = optimizer.update(gradients, state, { ...context, loss });
      return [mapRecord(parameters, (parameter, name) => parameter.add(parameterOf(updates, name))), next];
    },
  };
}
