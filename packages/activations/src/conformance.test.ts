import { formula, grad } from "@chainrule/compiler";
import { type Activation, type Data, type DType, slice, tensor } from "@chainrule/tensor";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as activations from "./index.ts";

// What holds for every activation: a new export is in it by existing.
//
// All are tried on rows [x, 0], looking at the first entry: an elementwise function sees x alone, a function of rows a
// row in which no difference is rounded.

const rows = (xs: readonly number[], dtype: DType) =>
  tensor(
    xs.map((x) => [x, 0]),
    { dtype },
  );

const valuesOf = (f: Activation, xs: readonly number[], dtype: DType): Data =>
  slice(f(rows(xs, dtype)), 1, 0, 1).toTypedArray();

const slopesOf = (f: Activation, xs: readonly number[], dtype: DType): Data =>
  slice(grad((x) => slice(f(x), 1, 0, 1).sum())(rows(xs, dtype)), 1, 0, 1).toTypedArray();

/** 0 and both signs of 1e-30 to 1e30, as float32 holds them. */
const magnitudes = Array.from({ length: 61 }, (_, i) => [1, 2, 5].map((digit) => Math.fround(digit * 10 ** (i - 30))));
const extremes = [0, ...magnitudes.flat(), ...magnitudes.flat().map((x) => -x)];

const ordinary = [-6.3, -3.7, -1.3, -0.4, -0.01, 0.02, 0.6, 1.7, 2.9, 7.1];

const σ = (x: number): number => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const φ = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** Φ(−t) = φ(t) ∫ exp(−ts − s²/2) ds from 0 to ∞, by Simpson's rule; relative error below 1e-8. */
function Φ(x: number): number {
  const [t, parts] = [Math.abs(x), 4000];
  const step = Math.min(10, 40 / t) / parts;
  let sum = 0;
  for (let i = 0; i <= parts; i++) {
    const s = i * step;
    sum += (i === 0 || i === parts ? 1 : 2 + 2 * (i % 2)) * Math.exp(-t * s - (s * s) / 2);
  }
  const tail = (φ(t) * sum * step) / 3;
  return x < 0 ? tail : 1 - tail;
}

const twoU = (x: number): number => Math.sqrt(8 / Math.PI) * (x + 0.044715 * x ** 3);

/**
 * Value and slope as a textbook has them, with JavaScript's own `Math`, which shares no code with ours. A function
 * without an entry is compared with itself in float64 instead.
 */
const textbook: Readonly<Record<string, readonly [value: (x: number) => number, slope: (x: number) => number]>> = {
  linear: [(x) => x, () => 1],
  relu: [(x) => Math.max(x, 0), (x) => (x > 0 ? 1 : 0)],
  leakyRelu: [(x) => (x > 0 ? x : 0.01 * x), (x) => (x > 0 ? 1 : 0.01)],
  sigmoid: [σ, (x) => σ(x) * σ(-x)],
  tanh: [Math.tanh, (x) => Math.cosh(x) ** -2],
  softplus: [softplus, σ],
  elu: [(x) => (x > 0 ? x : Math.expm1(x)), (x) => (x > 0 ? 1 : Math.exp(x))],
  gelu: [(x) => x * Φ(x), (x) => Φ(x) + x * φ(x)],
  geluTanh: [
    (x) => x * σ(twoU(x)),
    (x) => σ(twoU(x)) + x * σ(twoU(x)) * σ(-twoU(x)) * Math.sqrt(8 / Math.PI) * (1 + 0.134145 * x ** 2),
  ],
  silu: [(x) => x * σ(x), (x) => σ(x) + x * σ(x) * σ(-x)],
  softmax: [σ, (x) => σ(x) * σ(-x)],
  logSoftmax: [(x) => -softplus(-x), (x) => σ(-x)],
};

/** The largest of the terms that cancel, in a function or its slope: as one class of softmax comes near to certain. */
const largestTerm: Readonly<Record<string, number>> = { softmax: 1, logSoftmax: 1 };

/** 8 ulp or 4 ε of the largest term. A product x·y with y below the normal numbers carries the error of y times x. */
const tolerance = (name: string, truth: number, x: number): number =>
  Math.max(Math.abs(truth) * 2 ** -21, (largestTerm[name] ?? 0) * 2 ** -22, 2 ** -146 * Math.max(1, Math.abs(x)));

describe.each(Object.entries<Activation>(activations))("%s", (name, f) => {
  const [value, slope] = textbook[name] ?? [
    (x: number) => valuesOf(f, [x], "float64")[0]!,
    (x: number) => slopesOf(f, [x], "float64")[0]!,
  ];

  const wrong = (ours: Data, truth: (x: number) => number): number[] =>
    extremes.filter((x, i) => !(Math.abs(ours[i]! - truth(x)) <= tolerance(name, truth(x), x)));

  test("float32: the value is right out to ±1e30", () => {
    expect(wrong(valuesOf(f, extremes, "float32"), value)).toEqual([]);
  });

  test("float32: the slope is right out to ±1e30", () => {
    expect(wrong(slopesOf(f, extremes, "float32"), slope)).toEqual([]);
  });

  test("float64: value and slope are finite out to ±1e30", () => {
    const all = [...valuesOf(f, extremes, "float64"), ...slopesOf(f, extremes, "float64")];
    expect(all.filter((y) => !Number.isFinite(y))).toEqual([]);
  });

  test("float64: the slope is that of central differences", () => {
    const h = 1e-5;
    const ours = slopesOf(f, ordinary, "float64");
    const above = valuesOf(
      f,
      ordinary.map((x) => x + h),
      "float64",
    );
    const below = valuesOf(
      f,
      ordinary.map((x) => x - h),
      "float64",
    );
    ordinary.forEach((x, i) => expect(ours[i], `at ${x}`).toBeCloseTo((above[i]! - below[i]!) / (2 * h), 9));
  });

  test("keeps shape and dtype", () => {
    for (const dtype of ["float32", "float64"] as const) {
      const y = f(
        tensor(
          [
            [
              [1, 2],
              [3, 4],
              [5, 6],
            ],
          ],
          { dtype },
        ),
      );
      expect([y.shape, y.dtype]).toEqual([[1, 3, 2], dtype]);
    }
  });

  test("NaN passes through", () => {
    expect(valuesOf(f, [NaN], "float32")).toEqual(Float32Array.of(NaN));
  });

  test("prints as a formula, in the README too", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    expect(readme).toContain(`| \`${name}\` | \`${formula(f, { shapes: [[2]] })}\` |`);
    expect(formula(f, { shapes: [[2]], format: "latex" })).toMatch(/x/);
  });
});
