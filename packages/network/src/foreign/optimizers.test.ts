import * as optimizers from "@chainrule/optimizers";
import { type Nested, type Optimizer, type Parameters, randomKey } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { deviation, fixtures, float64 } from "./fixture.ts";
import { namesIn, revive } from "./made.ts";

type Numbers = Readonly<Record<string, Nested>>;

interface Case {
  /** What it is called there. */
  readonly foreign: string;
  /** The parts of a chain: names and what they are given. */
  readonly parts: readonly (readonly [name: string, ...given: unknown[]])[];
  /** The parameters that are trained, where not all. */
  readonly only?: readonly string[];
  /** Gradients of its own. */
  readonly gradients?: readonly Numbers[];
  /** How well they compute, where not to the last digits. */
  readonly rounding?: number;
  /** After each step, parameter by parameter. */
  readonly weights: Nested;
  /** Of those that predict with an average. */
  readonly averages?: Nested;
}
interface Shared {
  readonly start: Numbers;
  readonly gradients: readonly Numbers[];
  readonly losses: readonly number[];
}

const numbersOf = (parameters: Parameters): Nested => Object.values(parameters).map((each) => each.toArray());

const all = fixtures<Shared, Case>("optimizers");

/** Other tests hold these against something else: random numbers, evaluations of their own, a use in all tests here. */
const elsewhere = ["addNoise", "chain", "conjugateGradient", "lbfgs", "minimize", "noisySgd", "perParameter", "sam"];
/** No library has them in this form. */
const ours = ["inverseSqrtDecay", "warmup"];

test("every one is there", () => {
  const schedules = fixtures<object, object>("schedules").flatMap(({ cases }) => namesIn(cases));
  const parts = all.flatMap(({ cases }) => cases.flatMap(({ parts }) => parts));
  const known = new Set([...parts.map(([name]) => name), ...namesIn(parts), ...schedules, ...elsewhere, ...ours]);
  expect([...known].sort()).toEqual(Object.keys(optimizers).sort());
});

describe.each(all)("$from", ({ start, losses, cases, ...shared }) => {
  test.each(cases)("$foreign", ({ parts, weights, averages, ...own }) => {
    const { only = Object.keys(start), gradients = shared.gradients, rounding = 1e-13 } = own;
    const read = (numbers: Numbers): Parameters => Object.fromEntries(only.map((key) => [key, float64(numbers[key]!)]));
    const optimizer = optimizers.chain(
      ...parts.map(([optimizer, ...given]) => revive({ optimizer, arguments: given }) as Optimizer),
    );
    let parameters = read(start);
    let state = optimizer.init(parameters);
    const ours = gradients.map((gradient, index) => {
      const context = { parameters, step: float64(index + 1), loss: float64(losses[index]!), key: randomKey(0) };
      const [updates, next] = optimizer.update(read(gradient), state, context);
      parameters = Object.fromEntries(only.map((key) => [key, parameters[key]!.add(updates[key]!)]));
      state = next;
      const used = optimizer.predictWith?.(parameters, state) ?? parameters;
      return { trained: numbersOf(parameters), used: numbersOf(used) };
    });
    const trained = ours.map((step) => step.trained);
    const used = ours.map((step) => step.used);
    expect(deviation(trained, weights, 0.1)).toBeLessThan(rounding);
    expect(deviation(used, averages ?? weights, 0.1)).toBeLessThan(rounding);
  });
});
