import { atMostOne, countFromOne, type Optimizer, type Parameters, requireRange } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { due } from "../internal/due.ts";
import { branch, mapRecord, parameterOf } from "../internal/record.ts";
import { wrap } from "../internal/wrapper.ts";

interface LookaheadOptions {
  /** Steps of the optimizer for one of the slow weights; ≥ 1, default 5. */
  every?: number;
  /** Share of the way that the slow weights go; in (0, 1], default 0.5. */
  share?: Hyperparameter;
}

/**
 * Slow weights that follow the fast ones of an optimizer part of the way, and from which these start again.
 *
 * After every k steps: slow ← slow + share · (w − slow),  w ← slow. It predicts with the slow weights, as the paper
 * does. optax keeps both as a pair of parameters.
 *
 * @throws ValueError if an option is out of range
 * @see Zhang et al., 2019. https://arxiv.org/abs/1907.08610
 */
export function lookahead(optimizer: Optimizer, { every = 5, share = 0.5 }: LookaheadOptions = {}): Optimizer {
  requireRange("lookahead", countFromOne, { every });
  requireRange("lookahead", atMostOne, { share });
  const whole = wrap(optimizer, {
    init: (parameters) => ({ slow: parameters }),

    update(gradients, state, context, inner) {
      const before = state["slow"] as Parameters;
      const [updates, next] = optimizer.update(gradients, inner, context);
      const isDue = due(context.step, every);
      const part = at(share, context.step);
      const slow = mapRecord(updates, (update, name) => {
        const fast = parameterOf(context.parameters, name).add(update);
        return isDue.where(before[name]!.add(fast.sub(before[name]!).mul(part)), before[name]!);
      });
      const moves = mapRecord(updates, (update, name) =>
        isDue.where(slow[name]!.sub(parameterOf(context.parameters, name)), update),
      );
      return [moves, { slow }, next];
    },
  });
  return { ...whole, predictWith: (_, state) => branch(state, "slow") as Parameters };
}
