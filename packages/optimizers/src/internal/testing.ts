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

/** Ten gradients of four weights: growing, alternating, vanishing and tiny ones. */
export const course = {
  start: [1, -2, 0.5, 0.25],
  gradients: [
    [0.5, -1, 0, 1e-4],
    [0.4, -1.5, 0, -1e-4],
    [0.3, -0.5, 2, 3e-4],
    [-0.6, 0.25, -2, 1e-4],
    [-0.2, 0.75, 1, 0],
    [0.1, 20, 0.5, -2e-4],
    [0, -10, 0.25, 1e-4],
    [0.35, 0, -0.125, 5e-4],
    [-0.45, 1, 0.0625, -1e-4],
    [0.05, -0.5, -3, 1e-4],
  ],
} as const;

/** The weights after each step of the course. */
export const along = (optimizer: Optimizer): number[][] => follow(optimizer, course.start, course.gradients);

/** The same by a rule in plain numbers for all weights. */
export function byRule(rule: (w: readonly number[], g: readonly number[], t: number) => readonly number[]): unknown {
  let w: readonly number[] = course.start;
  return course.gradients.map((g, index) => (w = rule(w, g, index + 1)));
}

/** The same by a rule in plain numbers for one weight; `make` gives each a memory of its own. */
export function byWeight(make: (start: number) => (w: number, g: number, t: number) => number): unknown {
  const rules = course.start.map(make);
  return byRule((w, g, t) => w.map((weight, i) => rules[i]!(weight, g[i]!, t)));
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
