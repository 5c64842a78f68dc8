import type { Optimizer, Parameters } from "@chainrule/tensor";
import { parameterOf } from "../internal/record.ts";
import type { Mask } from "../mask.ts";

/**
 * Applies a transform to the parameters that the mask picks; the gradients of the others pass unchanged.
 *
 * What passes unchanged through a whole chain is *added* to the parameters: to hold some still, use `freeze`.
 */
export function masked(transform: Optimizer, mask: Mask): Optimizer {
  const pick = (record: Parameters, parameters: Parameters): Parameters =>
    Object.fromEntries(Object.entries(record).filter(([name]) => mask(name, parameterOf(parameters, name))));

  return {
    init: (parameters) => transform.init(pick(parameters, parameters)),

    update(gradients, state, context) {
      const parameters = pick(context.parameters, context.parameters);
      const picked = pick(gradients, context.parameters);
      const [updates, next] = transform.update(picked, state, { ...context, parameters });
      return [{ ...gradients, ...updates }, next];
    },

    predictWith: (parameters, state) => ({
      ...parameters,
      ...transform.predictWith?.(pick(parameters, parameters), state),
    }),
  };
}
