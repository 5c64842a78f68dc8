import { belowOne, fullLike, type Optimizer, requireRange, type Tensor, zerosLike } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { perParameter } from "./perParameter.ts";

interface TraceOptions {
  /** What remains of the velocity after a step; in [0, 1), default 0.9. */
  decay?: Hyperparameter;
  /** Takes the fresh gradient (1 − dampening) times, except at the first step; in [0, 1), default 0. */
  dampening?: number;
  /** Look ahead: pass on g + decay · v instead of v; default false. */
  nesterov?: boolean;
}

/**
 * Momentum as a transform: v ← decay · v + g, and v is passed on. The memory is v, zero at the start.
 *
 * As PyTorch's SGD does, dampening spares the first gradient. optax's `trace` is this without dampening.
 *
 * @throws ValueError if decay or dampening lies outside [0, 1)
 */
export function trace({ decay = 0.9, dampening = 0, nesterov = false }: TraceOptions = {}): Optimizer {
  requireRange("trace", belowOne, { decay, dampening });
  return perParameter({
    init: (parameter) => ({ velocity: zerosLike(parameter) }),

    update(gradient, state: { readonly velocity: Tensor }, { step }) {
      const remains = at(decay, step);
      const fresh = dampening === 0 ? gradient : gradient.mul(share(dampening, step));
      const velocity = state.velocity.mul(remains).add(fresh);
      return [nesterov ? gradient.add(velocity.mul(remains)) : velocity, { velocity }];
    },
  });
}

const share = (dampening: number, step: Tensor): Tensor =>
  step.equal(1).where(fullLike(step, 1), fullLike(step, 1 - dampening));
