import type { Optimizer, Parameters, StateTree, Tensor } from "@chainrule/tensor";

const map = (record: Parameters, f: (x: Tensor, name: string) => Tensor): Parameters =>
  Object.fromEntries(Object.entries(record).map(([name, x]) => [name, f(x, name)]));

/**
 * Gradient descent with momentum: v ← decay·v + g, w ← w − rate·v. Put your own rule in its place.
 *
 * All memory goes in and comes out. What changes from step to step is a tensor: `step` counts from 1.
 *
 * @param options.rate - step size; default 0.01
 * @param options.decay - what is kept of the last move; in [0, 1), default 0.9
 */
export function __name__({ rate = 0.01, decay = 0.9 }: { rate?: number; decay?: number } = {}): Optimizer {
  return {
    init: (parameters) => map(parameters, (x) => x.mul(0)),
    update(gradients, state) {
      const velocity = map(gradients, (g, name) => (state as Parameters)[name]!.mul(decay).add(g));
      return [map(velocity, (v) => v.mul(-rate)), velocity as StateTree];
    },
  };
}
