import * as activations from "@chainrule/activations";
import { grad } from "@chainrule/compiler";
import { type Activation, slice, type Tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { deviation, fixtures, float64, named, type Options } from "./fixture.ts";

type Matrix = readonly (readonly number[])[];

interface Case {
  readonly name: string;
  readonly options: Options;
  readonly values: Matrix;
  readonly gradient: Matrix;
}
const all = fixtures<{ inputs: Matrix; cotangent: Matrix }, Case>("activations");

test("every one is there", () => {
  const known = new Set(all.flatMap(({ cases }) => cases).map(({ name }) => name));
  expect([...known].sort()).toEqual(Object.keys(activations).sort());
});

describe.each(all)("$from", ({ inputs, cotangent, cases }) => {
  test.each(cases)("$name $options", ({ name, options, values, gradient }) => {
    const f: Activation = (x) => named<(x: Tensor, options: Options) => Tensor>(activations, name)(x, options);
    const factors = slice(float64(cotangent), 1, 0, values[0]!.length);
    const slope = grad((x: Tensor) => f(x).mul(factors).sum());
    // Of 1, not of the value: PyTorch's slope of tanh at 19 is 0, its gelu at −12 too, and ours is not.
    expect(deviation(f(float64(inputs)).toArray(), values, 1)).toBeLessThan(1e-14);
    expect(deviation(slope(float64(inputs)).toArray(), gradient, 1)).toBeLessThan(1e-14);
  });
});
