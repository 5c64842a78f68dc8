import type { Optimizer, Parameters, StepContext } from "@chainrule/tensor";

/** A transform without memory. */
export const stateless = (update: (gradients: Parameters, context: StepContext) => Parameters): Optimizer => ({
  init: () => ({}),
  update: (gradients, state, context) => [update(gradients, context), state],
});
