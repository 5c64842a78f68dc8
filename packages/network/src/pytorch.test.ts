import * as activations from "@chainrule/activations";
import { compile, grad, valueAndGrad } from "@chainrule/compiler";
import * as losses from "@chainrule/losses";
import * as optimizers from "@chainrule/optimizers";
import {
  randomKey,
  slice,
  tensor,
  type Activation,
  type Optimizer,
  type Schedule,
  type Tensor,
} from "@chainrule/tensor";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

// PyTorch as a foreign oracle, and scikit-learn where PyTorch has no such function: the scripts in fixtures/ say what
// they compute, this compares our float64 with it.

type Options = Readonly<Record<string, unknown>>;
type Matrix = readonly (readonly number[])[];

interface Fixture<Case> {
  readonly script: string;
  readonly cases: readonly Case[];
}

const folder = new URL("../fixtures/", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), "utf8");
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

function fixture<Shared, Case>(name: string): Shared & Fixture<Case> {
  const content = JSON.parse(read(`${name}.json`)) as Shared & Fixture<Case>;
  test(`${name}.json was made by the present script`, () => {
    const command = `python3 packages/network/fixtures/${name}.py`;
    expect(content.script, `run ${command}`).toBe(hashOf(read(`${name}.py`)));
  });
  return content;
}

const float64 = (data: number | readonly number[] | Matrix): Tensor => tensor(data, { dtype: "float64" });

/** Largest difference, as a share of their value or of the unit where that is larger. */
function deviation(ours: unknown, theirs: unknown, unit: number): number {
  const [a, b] = [[ours].flat(3) as number[], [theirs].flat(3) as number[]];
  if (a.length !== b.length) return NaN;
  return Math.max(...a.map((x, i) => Math.abs(x - b[i]!) / Math.max(Math.abs(b[i]!), unit)));
}

/** A function with options, as the packages export them, by the name in a fixture. */
const named = <F>(module: object, name: string): F => (module as Record<string, F>)[name]!;

describe("activations", () => {
  interface Case {
    readonly name: string;
    readonly options: Options;
    readonly values: Matrix;
    readonly gradient: Matrix;
  }
  const { inputs, cotangent, cases } = fixture<{ inputs: Matrix; cotangent: Matrix }, Case>("activations");

  test("every one is there", () => {
    expect([...new Set(cases.map(({ name }) => name))].sort()).toEqual(Object.keys(activations).sort());
  });

  test.each(cases)("$name $options", ({ name, options, values, gradient }) => {
    const f: Activation = (x) => named<(x: Tensor, options: Options) => Tensor>(activations, name)(x, options);
    const factors = slice(float64(cotangent), 1, 0, values[0]!.length);
    const slope = grad((x: Tensor) => f(x).mul(factors).sum());
    // Of 1, not of the value: PyTorch's slope of tanh at 19 is 0, its gelu at −12 too, and ours is not.
    expect(deviation(f(float64(inputs)).toArray(), values, 1)).toBeLessThan(1e-14);
    expect(deviation(slope(float64(inputs)).toArray(), gradient, 1)).toBeLessThan(1e-14);
  });
});

describe("losses", () => {
  interface Case {
    readonly name: string;
    readonly options: Options;
    readonly activation: string | null;
    readonly inputs: Matrix;
    readonly target: readonly number[] | Matrix;
    readonly values: readonly number[] | Matrix;
    readonly gradient: Matrix | null;
  }
  const { cases } = fixture<object, Case>("losses");

  const labelled = ["sparseCategoricalCrossentropy", "multiMargin", "negativeLogLikelihood"];

  test("every one is there", () => {
    const known = new Set(cases.map(({ name }) => name));
    expect([...known].sort()).toEqual(Object.keys(losses).sort());
  });

  test.each(cases)("$name $options of $activation", ({ name, options, activation, inputs, target, ...theirs }) => {
    const f = named<(prediction: Tensor, target: Tensor, options: Options) => Tensor>(losses, name);
    const output = activation === null ? (x: Tensor) => x : named<Activation>(activations, activation);
    const y = labelled.includes(name) ? tensor(target, { dtype: "int32" }) : float64(target);
    const loss = (x: Tensor): Tensor => f(output(x), y, options);
    const x = float64(inputs);
    const values = compile(loss)(x).toArray();
    const slope = grad((x: Tensor) => loss(x).sum())(x).toArray();
    expect(deviation(values, theirs.values, Number.MIN_VALUE)).toBeLessThan(1e-14);
    if (theirs.gradient) expect(deviation(slope, theirs.gradient, Number.MIN_VALUE)).toBeLessThan(1e-14);
  });
});

/** A schedule as a fixture holds it: a name and what it is given, schedules among it. */
interface Made {
  readonly schedule: string;
  readonly arguments: readonly unknown[];
}

function revive(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(revive);
  if (!("schedule" in value)) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revive(part)]));
  }
  const { schedule, arguments: given } = value as Made;
  return named<(...given: unknown[]) => Schedule>(optimizers, schedule)(...given.map(revive));
}

describe("optimizers", () => {
  type Part = readonly [name: string, options: Options];
  interface Case {
    /** What it is called there. */
    readonly foreign: string;
    readonly parts: readonly Part[];
    readonly weights: Matrix;
    /** Of those that predict with an average. */
    readonly averages?: Matrix;
  }
  interface Shared {
    readonly start: readonly number[];
    readonly gradients: Matrix;
    readonly losses: readonly number[];
  }
  const { start, gradients, losses, cases } = fixture<Shared, Case>("optimizers");

  const build = ([name, options]: Part): Optimizer =>
    named<(options: unknown) => Optimizer>(optimizers, name)(revive(options));

  test.each(cases.map((run) => [run.foreign, run] as const))("%s", (_, { parts, weights, averages }) => {
    const optimizer = optimizers.chain(...parts.map(build));
    let w = float64(start);
    let state = optimizer.init({ w });
    const ours = gradients.map((gradient, index) => {
      const context = { parameters: { w }, step: float64(index + 1), loss: float64(losses[index]!), key: randomKey(0) };
      const [updates, next] = optimizer.update({ w: float64(gradient) }, state, context);
      [w, state] = [w.add(updates["w"]!), next];
      return { trained: w.toArray(), used: optimizer.predictWith?.({ w }, state)["w"]?.toArray() };
    });
    const trained = ours.map((step) => step.trained);
    const used = ours.map((step) => step.used);
    expect(deviation(trained, weights, 0.1)).toBeLessThan(1e-14);
    expect(deviation(used, averages ?? weights, 0.1)).toBeLessThan(1e-14);
  });
});

describe("solvers", () => {
  interface Case {
    readonly torch: string;
    readonly options: Options;
    readonly weights: Matrix;
  }
  const { start, cases } = fixture<{ readonly start: readonly number[] }, Case>("solvers");
  const valley = valueAndGrad(({ w }: { w: Tensor }) => {
    const [x, y] = [slice(w, 0, 0, 1), slice(w, 0, 1, 2)];
    return x.sub(1).square().add(y.sub(x.square()).square().mul(100)).sum();
  });

  test.each(cases.map((run) => [run.torch, run] as const))("%s", (_, { options, weights }) => {
    const solver = optimizers.lbfgs(options);
    const ours = weights.map((_, index) => {
      const { parameters } = optimizers.minimize(valley, { w: float64(start) }, solver, { steps: index + 1 });
      return parameters.w.toArray();
    });
    // Rounding is carried from step to step: the two sum in another order.
    expect(deviation(ours, weights, 0.1)).toBeLessThan(1e-10);
  });
});

describe("schedules", () => {
  interface Case {
    readonly ours: Made;
    readonly torch: string;
    readonly values: readonly number[];
  }
  const { cases } = fixture<object, Case>("schedules");

  test.each(cases)("$ours.schedule as $torch", ({ ours, values }) => {
    const schedule = revive(ours) as Schedule;
    const course = schedule(float64(values.map((_, step) => step))).toArray();
    expect(deviation(course, values, Number.MIN_VALUE)).toBeLessThan(1e-14);
  });
});
