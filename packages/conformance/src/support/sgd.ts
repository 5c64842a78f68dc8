import type { Optimizer } from "@chainrule/tensor";

/** The plainest optimizer: this package rests on none of the concrete parts, which may be what is tried. */
export const sgd = (rate: number): Optimizer => ({
  init: () => ({}),
  update: (gradients, state) => [
    Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, gradient.mul(-rate)])),
    state,
  ],
});
