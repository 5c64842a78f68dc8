import { formula, grad } from "@chainrule/compiler";
import { type Activation, type Data, type DType, slice, tensor, zeros } from "@chainrule/tensor";
import { existsSync, readFileSync } from "node:fs";
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
/** Where an exponential is below the normal numbers of float32. */
const deep = Array.from({ length: 97 }, (_, i) => -80 - i / 3).map(Math.fround);
const extremes = [0, ...magnitudes.flat(), ...magnitudes.flat().map((x) => -x), ...deep];

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
const clip = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);
const [λ, α] = [1.0507009873554805, 1.6732632423543772];

/** tanh(ln(1 + eˣ)) and its slope. */
const t = (x: number): number =>
  (x < 0 ? Math.exp(x) * (Math.exp(x) + 2) : 1) /
  (x < 0 ? Math.exp(x) * (Math.exp(x) + 2) + 2 : 1 + 2 / (Math.exp(x) * (Math.exp(x) + 2)));
const tSlope = (x: number): number => σ(x) * Math.cosh(softplus(x)) ** -2;

/**
 * Value and slope as a textbook has them, with JavaScript's own `Math`, which shares no code with ours. Of a function
 * of rows the value is that of the first entry of a row [x, 0].
 */
const textbook: Readonly<Record<string, readonly [value: (x: number) => number, slope: (x: number) => number]>> = {
  absolute: [Math.abs, Math.sign],
  bentIdentity: [(x) => (x * (x / (Math.hypot(x, 1) + 1))) / 2 + x, (x) => x / (2 * Math.hypot(x, 1)) + 1],
  bipolar: [(x) => (x > 0 ? 1 : -1), () => 0],
  bipolarSigmoid: [(x) => Math.tanh(x / 2), (x) => Math.cosh(x / 2) ** -2 / 2],
  celu: [(x) => (x > 0 ? x : Math.expm1(x)), (x) => (x > 0 ? 1 : Math.exp(x))],
  elu: [(x) => (x > 0 ? x : Math.expm1(x)), (x) => (x > 0 ? 1 : Math.exp(x))],
  exponential: [Math.exp, Math.exp],
  gelu: [(x) => x * Φ(x), (x) => Φ(x) + x * φ(x)],
  geluTanh: [
    (x) => x * σ(twoU(x)),
    (x) => σ(twoU(x)) + x * σ(twoU(x)) * σ(-twoU(x)) * Math.sqrt(8 / Math.PI) * (1 + 0.134145 * x ** 2),
  ],
  glu: [(x) => x / 2, () => 1 / 2],
  hardShrink: [(x) => (Math.abs(x) > 0.5 ? x : 0), (x) => (Math.abs(x) > 0.5 ? 1 : 0)],
  hardSigmoid: [(x) => clip((x + 3) / 6, 0, 1), (x) => (Math.abs(x) < 3 ? 1 / 6 : 0)],
  hardSilu: [(x) => x * clip((x + 3) / 6, 0, 1), (x) => (Math.abs(x) < 3 ? x / 3 + 1 / 2 : x > 0 ? 1 : 0)],
  hardTanh: [(x) => clip(x, -1, 1), (x) => (Math.abs(x) < 1 ? 1 : 0)],
  inverse: [(x) => 1 - x, () => -1],
  leakyRelu: [(x) => (x > 0 ? x : 0.01 * x), (x) => (x > 0 ? 1 : 0.01)],
  linear: [(x) => x, () => 1],
  logSigmoid: [(x) => -softplus(-x), (x) => σ(-x)],
  logSoftmax: [(x) => -softplus(-x), (x) => σ(-x)],
  mish: [(x) => x * t(x), (x) => t(x) + x * tSlope(x)],
  relu: [(x) => Math.max(x, 0), (x) => (x > 0 ? 1 : 0)],
  relu2: [(x) => Math.max(x, 0) ** 2, (x) => 2 * Math.max(x, 0)],
  relu6: [(x) => clip(x, 0, 6), (x) => (x > 0 && x < 6 ? 1 : 0)],
  selu: [(x) => λ * (x > 0 ? x : α * Math.expm1(x)), (x) => λ * (x > 0 ? 1 : α * Math.exp(x))],
  sigmoid: [σ, (x) => σ(x) * σ(-x)],
  silu: [(x) => x * σ(x), (x) => σ(x) + x * σ(x) * σ(-x)],
  softmax: [σ, (x) => σ(x) * σ(-x)],
  softmin: [(x) => σ(-x), (x) => -σ(x) * σ(-x)],
  softplus: [softplus, σ],
  softShrink: [(x) => x - clip(x, -0.5, 0.5), (x) => (Math.abs(x) > 0.5 ? 1 : 0)],
  softsign: [(x) => x / (1 + Math.abs(x)), (x) => (1 + Math.abs(x)) ** -2],
  sparsemax: [(x) => clip((x + 1) / 2, 0, 1), (x) => (Math.abs(x) < 1 ? 1 / 2 : 0)],
  sparsePlus: [(x) => (x > 1 ? x : Math.max(x + 1, 0) ** 2 / 4), (x) => clip((x + 1) / 2, 0, 1)],
  sparseSigmoid: [(x) => clip((x + 1) / 2, 0, 1), (x) => (Math.abs(x) < 1 ? 1 / 2 : 0)],
  squareplus: [
    (x) => (x > 0 ? (x + Math.hypot(x, 2)) / 2 : 2 / (Math.hypot(x, 2) - x)),
    (x) => (x > 0 ? (1 + x / Math.hypot(x, 2)) / 2 : 2 / ((Math.hypot(x, 2) - x) * Math.hypot(x, 2))),
  ],
  step: [(x) => (x > 0 ? 1 : 0), () => 0],
  tanh: [Math.tanh, (x) => Math.cosh(x) ** -2],
  tanhShrink: [(x) => x - Math.tanh(x), (x) => Math.tanh(x) ** 2],
  threshold: [(x) => (x > 1 ? x : 0), (x) => (x > 1 ? 1 : 0)],
};

/** What takes pairs of features. */
const halving = ["glu"];

/** The largest of the terms that cancel, in a function or its slope: as one class of softmax comes near to certain. */
const largestTerms: Readonly<Record<string, (x: number) => readonly [value: number, slope: number]>> = {
  softmax: () => [1, 1],
  softmin: () => [1, 1],
  logSoftmax: () => [1, 1],
  tanhShrink: (x) => [Math.abs(x), 1],
};

/** 8 ulp or 4 ε of the largest term. */
const isRight = (ours: number, truth: number, largestTerm = 0): boolean =>
  ours === Math.fround(truth) ||
  Math.abs(ours - truth) <= Math.max(Math.abs(truth) * 2 ** -21, largestTerm * 2 ** -22, 2 ** -146);

describe.each(Object.entries<Activation>(activations))("%s", (name, f) => {
  const [value, slope] = textbook[name] ?? [() => NaN, () => NaN];

  test("has its textbook form here", () => {
    expect(Object.keys(textbook)).toContain(name);
  });

  test("float32: value and slope are right out to ±1e30", () => {
    const [values, slopes] = [valuesOf(f, extremes, "float32"), slopesOf(f, extremes, "float32")];
    const wrong = extremes.filter((x, i) => {
      const [ofValue, ofSlope] = largestTerms[name]?.(x) ?? [];
      return !isRight(values[i]!, value(x), ofValue) || !isRight(slopes[i]!, slope(x), ofSlope);
    });
    expect(wrong).toEqual([]);
  });

  test("float64: value and slope are finite out to ±1e30, where the truth is", () => {
    const all = [...valuesOf(f, extremes, "float64"), ...slopesOf(f, extremes, "float64")];
    const truths = [...extremes.map(value), ...extremes.map(slope)];
    expect(all.filter((y, i) => !Number.isFinite(y) && Number.isFinite(truths[i]))).toEqual([]);
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
    ordinary.forEach((x, i) => {
      const scale = Math.max(1, Math.abs(ours[i]!));
      expect(ours[i]! / scale, `at ${x}`).toBeCloseTo((above[i]! - below[i]!) / (2 * h) / scale, 9);
    });
  });

  test(`keeps the dtype, and ${halving.includes(name) ? "halves the last axis" : "the shape"}`, () => {
    for (const dtype of ["float32", "float64"] as const) {
      const y = f(zeros([1, 3, 4], { dtype }));
      expect([y.shape, y.dtype]).toEqual([[1, 3, halving.includes(name) ? 2 : 4], dtype]);
    }
  });

  test("NaN passes through", () => {
    expect(valuesOf(f, [NaN], "float32")).toEqual(Float32Array.of(NaN));
  });

  test("has its page", () => {
    expect(existsSync(new URL(`../../../docs/activations/${name}.md`, import.meta.url))).toBe(true);
  });

  test("prints as a formula, in the README too", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const printed = formula(f, { shapes: [[2]] }).replaceAll("|", "\\|");
    expect(readme).toContain(`| \`${name}\` | \`${printed}\` |`);
    expect(formula(f, { shapes: [[2]], format: "latex" })).toMatch(/x/);
  });
});
