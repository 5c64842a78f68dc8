import {
  randomKey,
  tensor,
  type Optimizer,
  type Parameters,
  type Schedule,
  type StepContext,
  type Tensor,
} from "@chainrule/tensor";

export const float64 = (data: number | readonly number[] | readonly (readonly number[])[]): Tensor =>
  tensor(data, { dtype: "float64" });

/** What an optimizer sees beside the gradients, in float64. */
export const contextOf = (
  parameters: Parameters,
  { step = 1, loss = 1, seed = 0 }: { step?: number; loss?: number; seed?: number } = {},
): StepContext => ({
  parameters,
  step: float64(step),
  loss: float64(loss),
  key: randomKey(seed),
});

/** The weights after each step, from given gradients (and losses), one step for each. */
export function follow(
  optimizer: Optimizer,
  start: readonly number[],
  gradients: readonly (readonly number[])[],
  losses: readonly number[] = [],
): number[][] {
  let w = float64(start);
  let state = optimizer.init({ w });
  return gradients.map((gradient, index) => {
    const context = contextOf({ w }, { step: index + 1, loss: losses[index] ?? 1 });
    const [updates, next] = optimizer.update({ w: float64(gradient) }, state, context);
    state = next;
    if (updates["w"]) w = w.add(updates["w"]);
    return w.toArray() as number[];
  });
}

/** What a transform makes of one gradient at the first step. */
export function transformed(transform: Optimizer, gradient: Tensor, parameter: Tensor = gradient): unknown {
  const parameters = { w: parameter };
  const [updates] = transform.update({ w: gradient }, transform.init(parameters), contextOf(parameters));
  return updates["w"]?.toArray();
}

/** Throws unless both are the same nesting of numbers, to 12 digits. */
export function expectNear(actual: unknown, expected: unknown): void {
  if (Array.isArray(actual) && Array.isArray(expected) && actual.length === expected.length) {
    expected.forEach((value, index) => expectNear(actual[index], value));
  } else if (!(Math.abs(Number(actual) - Number(expected)) <= 1e-12 * Math.max(1, Math.abs(Number(expected))))) {
    throw new Error(`expected ${JSON.stringify(expected)}, received ${JSON.stringify(actual)}`);
  }
}

/** The values of a schedule at the given counts of finished steps. */
export const valuesAt = (schedule: Schedule, steps: readonly number[]): number[] =>
  steps.map((step) => schedule(float64(step)).item());
