import * as activations from "@chainrule/activations";
import { compile, grad } from "@chainrule/compiler";
import * as losses from "@chainrule/losses";
import { type Activation, type Nested, tensor, type Tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { deviation, fixtures, float64, named, type Options } from "./fixture.ts";

interface Case {
  readonly name: string;
  readonly options: Options;
  readonly activation: string | null;
  readonly inputs: Nested;
  readonly target: Nested;
  /** They take the mean over each row where ours gives a loss of each element. */
  readonly meanOfRows?: boolean;
  /** How well they compute, where not to the last digits. */
  readonly rounding?: number;
  readonly values: Nested;
  readonly gradient: Nested | null;
}
const all = fixtures<object, Case>("losses");

const labelled = ["sparseCategoricalCrossentropy", "multiMargin", "negativeLogLikelihood"];

test("every one is there", () => {
  const known = new Set(all.flatMap(({ cases }) => cases).map(({ name }) => name));
  expect([...known].sort()).toEqual(Object.keys(losses).sort());
});

describe.each(all)("$from", ({ cases }) => {
  test.each(cases)("$name $options of $activation", ({ name, options, activation, inputs, target, ...theirs }) => {
    const f = named<(prediction: Tensor, target: Tensor, options: Options) => Tensor>(losses, name);
    const output = activation === null ? (x: Tensor) => x : named<Activation>(activations, activation);
    const y = labelled.includes(name) ? tensor(target, { dtype: "int32" }) : float64(target);
    const loss = (x: Tensor): Tensor => {
      const values = f(output(x), y, options);
      return theirs.meanOfRows ? values.mean(-1) : values;
    };
    const x = float64(inputs);
    const values = compile(loss)(x).toArray();
    const slope = grad((x: Tensor) => loss(x).sum())(x).toArray();
    const { rounding = 1e-14 } = theirs;
    expect(deviation(values, theirs.values, Number.MIN_VALUE)).toBeLessThan(rounding);
    if (theirs.gradient) expect(deviation(slope, theirs.gradient, Number.MIN_VALUE)).toBeLessThan(rounding);
  });
});
