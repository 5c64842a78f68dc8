import { foldIn, type Optimizer, refuse, type StateTree, ValueError } from "@chainrule/tensor";
import { branch } from "../internal/record.ts";

/**
 * One optimizer out of several: each is given the updates of the one before, the first one the gradients.
 *
 * `chain(clipByGlobalNorm({ limit: 1 }), adam())` clips the gradients, `chain(adam(), scaleBySchedule(…))` scales the
 * updates. Their states stand under "0", "1", …; each gets a random key of its own.
 *
 * @throws ValueError without parts: the gradients themselves, added to the parameters, would climb
 */
export function chain(...parts: readonly Optimizer[]): Optimizer {
  if (parts.length === 0) {
    refuse(ValueError, "chain", "at least one optimizer", "none", "Pass for example sgd({ rate: 0.1 }).");
  }
  return {
    init: (parameters) => Object.fromEntries(parts.map((part, index) => [index, part.init(parameters)])),

    update(gradients, state, context) {
      let updates = gradients;
      const next: Record<string, StateTree> = {};
      for (const [index, part] of parts.entries()) {
        const own = { ...context, key: foldIn(context.key, index) };
        [updates, next[index]] = part.update(updates, branch(state, String(index)), own);
      }
      return [updates, next];
    },

    predictWith: (parameters, state) =>
      parts.reduce((now, part, index) => part.predictWith?.(now, branch(state, String(index))) ?? now, parameters),
  };
}
