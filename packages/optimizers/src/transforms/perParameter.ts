import { foldIn, type Optimizer, type StateTree, type StepContext, type Tensor } from "@chainrule/tensor";
import { branch, parameterOf } from "../internal/record.ts";

/** What a rule sees beside gradient and state: the step, with the parameter and a random key of its own. */
export interface ParameterContext extends StepContext {
  readonly parameter: Tensor;
}

/** An optimizer or transform for one tensor: all memory goes in and comes out. */
export interface ParameterRule<State extends StateTree> {
  init(parameter: Tensor): State;
  update(gradient: Tensor, state: State, context: ParameterContext): readonly [update: Tensor, state: State];
}

/**
 * Lifts a rule for one tensor to all parameters, each with a state of its own under its name.
 *
 * @throws ValueError if there is a gradient without a parameter of that name
 */
export const perParameter = <State extends StateTree>(rule: ParameterRule<State>): Optimizer => ({
  init: (parameters) =>
    Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, rule.init(parameter)])),

  update(gradients, state, context) {
    const results = Object.entries(gradients).map(([name, gradient], index) => {
      const parameter = parameterOf(context.parameters, name);
      const own = { ...context, parameter, key: foldIn(context.key, index) };
      return { name, result: rule.update(gradient, branch(state, name) as State, own) };
    });
    return [
      Object.fromEntries(results.map(({ name, result: [update] }) => [name, update])),
      Object.fromEntries(results.map(({ name, result: [, next] }) => [name, next])),
    ];
  },
});
