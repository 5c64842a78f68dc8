import type { Optimizer, Parameters, StateTree, StepContext } from "@chainrule/tensor";
import { branch } from "./record.ts";

/** The rule of an optimizer around another one, whose state stands under `inner`. */
interface Wrapper {
  init(parameters: Parameters): Readonly<Record<string, StateTree>>;
  update(
    gradients: Parameters,
    state: Readonly<Record<string, StateTree>>,
    context: StepContext,
    inner: StateTree,
  ): [updates: Parameters, state: Readonly<Record<string, StateTree>>, inner: StateTree];
}

/** An optimizer around another: it predicts as the inner one does. */
export const wrap = (optimizer: Optimizer, rule: Wrapper): Optimizer => ({
  init: (parameters) => ({ ...rule.init(parameters), inner: optimizer.init(parameters) }),

  update(gradients, state, context) {
    const known = state as Readonly<Record<string, StateTree>>;
    const [updates, next, inner] = rule.update(gradients, known, context, branch(state, "inner"));
    return [updates, { ...next, inner }];
  },

  predictWith: (parameters, state) => optimizer.predictWith?.(parameters, branch(state, "inner")) ?? parameters,
});
