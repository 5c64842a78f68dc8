import { sigmoid, softmax } from "@chainrule/activations";
import { compile, formula, grad } from "@chainrule/compiler";
import { type Data, type DType, type Loss, ShapeError, tensor, type Tensor } from "@chainrule/tensor";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as losses from "./index.ts";

// What holds for every loss: a new export is in it by existing.

type Row = readonly [number, number];

/** Predictions and targets to try a loss on, in rows; `labels` where it wants the number of a class, not a row. */
interface Cases {
  readonly predictions: readonly Row[];
  readonly targets: readonly Row[];
  readonly labels?: readonly number[];
}

/** 0 and both signs of 1e-30 to 1e30, as float32 holds them. */
const magnitudes = Array.from({ length: 61 }, (_, i) => [1, 2, 5].map((digit) => Math.fround(digit * 10 ** (i - 30))));
const extremes = [0, ...magnitudes.flat(), ...magnitudes.flat().map((x) => -x)];

/** From 0 to 1, both exactly and as near to them as float32 comes. */
const unit = [0, 2 ** -149, 1e-38, 1e-20, 1e-6, 0.01, 0.3, 0.5, 0.75, 0.99, 1 - 1e-6, 1 - 2 ** -24, 1].map(Math.fround);

const scores = extremes.map((x): Row => [x, x]);
const probabilities = unit.map((p): Row => [p, p]);
const distributions = unit.map((p): Row => [p, Math.fround(1 - p)]);

const pair = (predictions: readonly Row[], ...targets: Row[]): Cases => ({
  predictions: targets.flatMap(() => predictions),
  targets: targets.flatMap((target) => predictions.map(() => target)),
});

/** What a loss is tried on where it does not take any real numbers. */
const cases: Readonly<Record<string, Cases>> = {
  hinge: pair(scores, [1, -1]),
  binaryCrossentropy: pair(probabilities, [0, 1], [0.375, 0.375]),
  categoricalCrossentropy: pair(distributions, [1, 0], [0.25, 0.75]),
  sparseCategoricalCrossentropy: { ...pair(distributions, [0, 1]), labels: distributions.map(() => 1) },
};

/** Inside the range and off the kinks, where central differences mean something. */
const ordinary: Readonly<Record<string, Cases>> = {
  binaryCrossentropy: pair(
    [
      [0.1, 0.3],
      [0.5, 0.8],
    ],
    [0, 1],
    [0.375, 0.6],
  ),
  categoricalCrossentropy: pair(
    [
      [0.1, 0.9],
      [0.6, 0.4],
    ],
    [1, 0],
    [0.25, 0.75],
  ),
  hinge: pair(
    [
      [-2.3, -0.4],
      [0.2, 0.7],
      [1.3, 2.9],
    ],
    [1, -1],
  ),
  sparseCategoricalCrossentropy: {
    ...pair(
      [
        [0.1, 0.9],
        [0.6, 0.4],
      ],
      [0, 1],
    ),
    labels: [1, 1],
  },
};

const timesLog = (x: number, log: number): number => (x === 0 ? 0 : x * log);
const over = (x: number, y: number): number => (x === 0 ? 0 : x / y);

/**
 * For one prediction p and its target y, what a textbook has, with JavaScript's own `Math`: the loss (or this class'
 * share of the row's), its slope, and the largest of the slope's terms where they may cancel. A loss without an entry
 * is compared with itself in float64 instead.
 */
const textbook: Readonly<Record<string, (p: number, y: number) => readonly [number, number, number?]>> = {
  meanSquaredError: (p, y) => [(p - y) ** 2, 2 * (p - y)],
  halfSquaredError: (p, y) => [(p - y) ** 2 / 2, p - y],
  meanAbsoluteError: (p, y) => [Math.abs(p - y), Math.sign(p - y)],
  huber: (p, y) => {
    const e = Math.abs(p - y);
    return [e <= 1 ? e ** 2 / 2 : e - 0.5, Math.sign(p - y) * Math.min(e, 1)];
  },
  hinge: (p, y) => [Math.max(0, 1 - y * p), y * p < 1 ? -y : 0],
  binaryCrossentropy: (p, y) => [
    -timesLog(y, Math.log(p)) - timesLog(1 - y, Math.log1p(-p)),
    over(1 - y, 1 - p) - over(y, p),
    Math.max(over(1 - y, 1 - p), over(y, p)),
  ],
  categoricalCrossentropy: (p, y) => [-timesLog(y, Math.log(p)), -over(y, p)],
  sparseCategoricalCrossentropy: (p, y) => [-timesLog(y, Math.log(p)), -over(y, p)],
};

/** As float32 rounds the truth (which may be ∞), or within 8 ulp, or within 4 ε of the largest term. */
const isRight = (ours: number, truth: number, largest = 0): boolean =>
  ours === Math.fround(truth) ||
  Math.abs(ours - truth) <= Math.max(Math.abs(truth) * 2 ** -21, largest * 2 ** -22, 2 ** -146);

const targetOf = ({ targets, labels }: Cases, dtype: DType): Tensor =>
  labels
    ? tensor([...labels], { dtype: "int32" })
    : tensor(
        targets.map((row) => [...row]),
        { dtype },
      );

const predictionOf = ({ predictions }: Cases, dtype: DType): Tensor =>
  tensor(
    predictions.map((row) => [...row]),
    { dtype },
  );

const slopesOf = (loss: Loss, prediction: Tensor, target: Tensor): Data =>
  grad((p) => loss(p, target).sum())(prediction).toTypedArray();

describe.each(Object.entries<Loss>(losses))("%s", (name, loss) => {
  const tried = cases[name] ?? pair(scores, [0, 1.5]);
  const single = predictionOf(tried, "float32");
  const double = predictionOf(tried, "float64");
  const perRow = loss(single, targetOf(tried, "float32")).rank === 1;
  const oracle = textbook[name];
  const truths = tried.predictions.flatMap((row, i) => row.map((p, j) => oracle?.(p, tried.targets[i]![j]!)));

  test("float32: the loss is right at the extremes", () => {
    const ours = loss(single, targetOf(tried, "float32")).toTypedArray();
    const own = loss(double, targetOf(tried, "float64")).toTypedArray();
    const truth = (i: number): number =>
      perRow ? (truths[2 * i]?.[0] ?? own[i]!) + (truths[2 * i + 1]?.[0] ?? 0) : (truths[i]?.[0] ?? own[i]!);
    expect(Array.from(ours.keys()).filter((i) => !isRight(ours[i]!, truth(i)))).toEqual([]);
  });

  test("float32: the slope is right at the extremes", () => {
    const ours = slopesOf(loss, single, targetOf(tried, "float32"));
    const own = slopesOf(loss, double, targetOf(tried, "float64"));
    const wrong = Array.from(ours.keys()).filter((i) => {
      const [, slope = own[i]!, largest] = truths[i] ?? [];
      return !isRight(ours[i]!, slope, largest);
    });
    expect(wrong).toEqual([]);
  });

  test("float64: the slope is that of central differences", () => {
    const h = 1e-6;
    const rows =
      ordinary[name] ??
      pair(
        [
          [-2.3, -0.4],
          [0.2, 0.7],
          [1.3, 2.9],
        ],
        [0.1, -0.6],
      );
    const [prediction, target] = [predictionOf(rows, "float64"), targetOf(rows, "float64")];
    const total = (i: number, step: number): number => {
      const moved = prediction.toTypedArray();
      moved[i]! += step;
      return loss(tensor(moved, { shape: prediction.shape }), target)
        .sum()
        .item();
    };
    slopesOf(loss, prediction, target).forEach((slope, i) =>
      expect(slope, `entry ${i}`).toBeCloseTo((total(i, h) - total(i, -h)) / (2 * h), 8),
    );
  });

  test("one loss for each element or for each row, in the dtype of the prediction", () => {
    for (const dtype of ["float32", "float64"] as const) {
      const result = loss(predictionOf(tried, dtype), targetOf(tried, dtype));
      expect([single.shape, single.shape.slice(0, -1)]).toContainEqual(result.shape);
      expect(result.dtype).toBe(dtype);
    }
  });

  test("shapes that merely broadcast are refused", () => {
    const target = targetOf(tried, "float32");
    expect(() => loss(single, target.reshape([1, ...target.shape]))).toThrow(ShapeError);
  });

  test("prints as a formula, in the README too", () => {
    const target = targetOf(tried, "float64");
    const f = (p: Tensor, y: Tensor): Tensor => loss(p, tried.labels ? target : y);
    const printed = formula(f, { names: ["p", "y"], shapes: [single.shape, single.shape] });
    const shown = tried.labels ? "" : ` \`${printed.replaceAll("|", "\\|")}\` |`;
    expect(printed).toMatch(/p/);
    expect(readFileSync(new URL("../README.md", import.meta.url), "utf8")).toContain(`| \`${name}\` |${shown}`);
  });

  test("NaN passes through", () => {
    const target = targetOf(tried, "float32");
    expect(loss(single.mul(NaN), target).toTypedArray().every(Number.isNaN)).toBe(true);
  });
});

const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const σ = (x: number): number => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

const one = { predictions: extremes.map((x): Row => [x, 0]), targets: extremes.map((): Row => [0, 1]) };

/** After an activation: the loss of a row [x, 0] with target [0, 1], its slopes, the largest term that cancels. */
const composed: readonly (readonly [
  name: string,
  f: (z: Tensor) => Tensor,
  truth: (x: number) => readonly [loss: number, slopes: Row, largest: number],
])[] = [
  [
    "binaryCrossentropy of sigmoid",
    (z) => losses.binaryCrossentropy(sigmoid(z), targetOf(one, "float32")).sum(-1),
    (x) => [softplus(x) + Math.LN2, [σ(x), -0.5], 0],
  ],
  [
    "binaryCrossentropy of softmax",
    (z) => losses.binaryCrossentropy(softmax(z), targetOf(one, "float32")).sum(-1),
    (x) => [2 * softplus(x), [2 * σ(x), -2 * σ(x)], 2],
  ],
  [
    "categoricalCrossentropy of softmax",
    (z) => losses.categoricalCrossentropy(softmax(z), targetOf(one, "float32")),
    (x) => [softplus(x), [σ(x), -σ(x)], 1],
  ],
  [
    "sparseCategoricalCrossentropy of softmax",
    (z) =>
      losses.sparseCategoricalCrossentropy(
        softmax(z),
        tensor(
          extremes.map(() => 1),
          { dtype: "int32" },
        ),
      ),
    (x) => [softplus(x), [σ(x), -σ(x)], 1],
  ],
];

test.each(composed)("float32, traced: %s is right out to ±1e30", (_, f, truth) => {
  const z = predictionOf(one, "float32");
  const values = compile(f)(z).toTypedArray();
  const slopes = grad((x) => f(x).sum())(z).toTypedArray();
  const wrong = extremes.filter((x, i) => {
    const [loss, row, largest] = truth(x);
    return !isRight(values[i]!, loss, largest) || !row.every((slope, j) => isRight(slopes[2 * i + j]!, slope, largest));
  });
  expect(wrong).toEqual([]);
});
