import { sigmoid, softmax } from "@chainrule/activations";
import { compile, formula, grad } from "@chainrule/compiler";
import { type Data, type DType, type Loss, ShapeError, tensor, type Tensor } from "@chainrule/tensor";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as losses from "./index.ts";
import { formOf, forms, type Kind } from "../testing/forms.ts";

// What holds for every loss: a new export is in it by existing.

type Row = readonly [number, number];

/** 1e-30 to 1e30, as float32 holds them. */
const magnitudes = Array.from({ length: 61 }, (_, i) =>
  [1, 2, 5].map((digit) => Math.fround(digit * 10 ** (i - 30))),
).flat();
const extremes = [0, ...magnitudes, ...magnitudes.map((x) => -x)];

/** From 0 to 1, both exactly and as near to them as float32 comes. */
const unit = [0, 2 ** -149, 1e-38, 1e-20, 1e-6, 0.01, 0.3, 0.5, 0.75, 0.99, 1 - 1e-6, 1 - 2 ** -24, 1].map(Math.fround);

/** Predictions of a kind, far out and near to its ends. */
const farOut: Readonly<Record<string, readonly Row[]>> = {
  real: extremes.map((x) => [x, x]),
  positive: [0, ...magnitudes].map((x) => [x, x]),
  probability: unit.map((p) => [p, p]),
  distribution: unit.map((p) => [p, Math.fround(1 - p)]),
  logarithm: unit.map((p) => [Math.fround(Math.log(p)), Math.fround(Math.log1p(-p))]),
};

/** Inside the range and off the kinks, where central differences mean something. */
const ordinary: Readonly<Record<string, readonly Row[]>> = {
  real: [
    [-2.3, -0.4],
    [0.2, 0.7],
    [1.3, 2.9],
  ],
  positive: [
    [0.2, 0.7],
    [1.3, 2.9],
  ],
  probability: [
    [0.1, 0.3],
    [0.5, 0.8],
  ],
  distribution: [
    [0.1, 0.9],
    [0.6, 0.4],
  ],
  logarithm: [[Math.log(0.1), Math.log(0.9)]],
};

/** The rows to try as targets; a label is the place of the 1. */
const targets: Readonly<Record<Kind, readonly Row[]>> = {
  real: [[0, 1.5]],
  positive: [[1, 2.5]],
  probability: [
    [0, 1],
    [0.375, 0.625],
  ],
  distribution: [
    [1, 0],
    [0.25, 0.75],
  ],
  sign: [[1, -1]],
  label: [[0, 1]],
};

const timesLog = (x: number, log: number): number => (x === 0 ? 0 : x * log);
const over = (x: number, y: number): number => (x === 0 ? 0 : x / y);
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const σ = (x: number): number => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

/** What a textbook says of a row: the losses (one for each element, or one), the slopes, the largest terms of both. */
interface Truth {
  readonly losses: readonly number[];
  readonly slopes: readonly number[];
  readonly terms?: readonly [ofLoss: number, ofSlope: number];
}

type OfElement = (
  p: number,
  y: number,
) => readonly [loss: number, slope: number, lossTerm?: number | undefined, slopeTerm?: number | undefined];

const each =
  (f: OfElement) =>
  (p: Row, y: Row): Truth => {
    const parts = p.map((x, i) => f(x, y[i]!));
    const largest = (i: 2 | 3): number => Math.max(...parts.map((part) => part[i] ?? 0));
    return {
      losses: parts.map(([loss]) => loss),
      slopes: parts.map(([, slope]) => slope),
      terms: [largest(2), largest(3)],
    };
  };

const summed =
  (f: OfElement) =>
  (p: Row, y: Row): Truth => {
    const { losses, ...rest } = each(f)(p, y);
    return { losses: [losses[0]! + losses[1]!], ...rest };
  };

const huber: OfElement = (p, y) => {
  const e = Math.abs(p - y);
  return [e <= 1 ? e ** 2 / 2 : e - 0.5, Math.sign(p - y) * Math.min(e, 1)];
};

const binary: OfElement = (p, y) => [
  -timesLog(y, Math.log(p)) - timesLog(1 - y, Math.log1p(-p)),
  over(1 - y, 1 - p) - over(y, p),
  0,
  Math.max(over(1 - y, 1 - p), over(y, p)),
];

const focal: OfElement = (p, y) => {
  const [q, no] = [1 - p, 1 - y];
  const terms = [
    2 * q * timesLog(y, Math.log(p)),
    -over(y * q ** 2, p),
    -2 * p * timesLog(no, Math.log1p(-p)),
    over(no * p ** 2, q),
  ];
  return [
    -(q ** 2) * timesLog(y, Math.log(p)) - p ** 2 * timesLog(no, Math.log1p(-p)),
    terms.reduce((a, b) => a + b),
    0,
    Math.max(...terms.map(Math.abs)),
  ];
};

const entropy: OfElement = (p, y) => [-timesLog(y, Math.log(p)), -over(y, p)];

/** The cosine of the angle between two rows, and its slopes by the first. */
function cosine(p: Row, y: Row): { value: number; slopes: number[]; term: number } {
  const [a, b] = [Math.hypot(...p), Math.hypot(...y)];
  if (a === 0) return { value: 0, slopes: [0, 0], term: 0 };
  const value = (p[0] / a) * (y[0] / b) + (p[1] / a) * (y[1] / b);
  return { value, slopes: p.map((x, i) => (y[i]! / b - (value * x) / a) / a), term: 1 / a };
}

/** With JavaScript's own `Math`, which shares no code with ours; of a loss in the form that `forms` gives it. */
const textbook: Readonly<Record<string, (p: Row, y: Row) => Truth>> = {
  binaryCrossentropy: each(binary),
  binaryFocalCrossentropy: each(focal),
  categoricalCrossentropy: summed(entropy),
  categoricalFocalCrossentropy: summed((p, y) => [
    -((1 - p) ** 2) * timesLog(y, Math.log(p)),
    2 * (1 - p) * timesLog(y, Math.log(p)) - over(y * (1 - p) ** 2, p),
  ]),
  categoricalGeneralizedCrossEntropy: summed((p, y) => [2 * y * (1 - Math.sqrt(p)), -over(y, Math.sqrt(p)), 2 * y]),
  // The other is as high as the true one.
  categoricalHinge: () => ({ losses: [1], slopes: [1, -1] }),
  cosineEmbedding: (p, y) => {
    const { value, slopes, term } = cosine(p, y);
    return { losses: [1 - value], slopes: slopes.map((slope) => -slope), terms: [1, term] };
  },
  cosineSimilarity: (p, y) => {
    const { value, slopes, term } = cosine(p, y);
    return { losses: [-value], slopes: slopes.map((slope) => -slope), terms: [1, term] };
  },
  dice: (p, y) => {
    const [above, below] = [2 * (p[0] * y[0] + p[1] * y[1]) + 1, p[0] + p[1] + y[0] + y[1] + 1];
    const slopes = y.map((t) => -(2 * t * below - above) / below ** 2);
    return { losses: [1 - above / below], slopes, terms: [1, 2 / below] };
  },
  gaussianNll: each((p, y) => {
    const [v, e, s] = [Math.abs(p) + 0.5, p - y, Math.sign(p)];
    const terms = [s / v / 2, e / v, (-((e / v) ** 2) * s) / 2];
    const parts = [Math.log(v) / 2, (e / v) * (e / 2)];
    return [
      parts[0]! + parts[1]!,
      terms.reduce((a, b) => a + b),
      Math.max(...parts.map(Math.abs)),
      Math.max(...terms.map(Math.abs)),
    ];
  }),
  halfSquaredError: each((p, y) => [(p - y) ** 2 / 2, p - y]),
  hinge: each((p, y) => [Math.max(0, 1 - y * p), y * p < 1 ? -y : 0]),
  hingeEmbedding: each((p, y) => (y > 0 ? [p, 1] : [Math.max(0, 1 - p), p < 1 ? -1 : 0])),
  huber: each(huber),
  klDivergence: summed((p, y) => [
    timesLog(y, Math.log(y)) - timesLog(y, Math.log(p)),
    -over(y, p),
    Math.max(...[y, p].map((x) => Math.abs(timesLog(y, Math.log(x))))),
  ]),
  logCosh: each((p, y) => {
    const e = Math.abs(p - y);
    return [e < 300 ? Math.log1p(2 * Math.sinh(e / 2) ** 2) : e - Math.LN2, Math.tanh(p - y)];
  }),
  marginRanking: each((p, y) => [Math.max(0, -1.5 * p * y), p * y < 0 ? -1.5 * y : 0]),
  meanAbsoluteError: each((p, y) => [Math.abs(p - y), Math.sign(p - y)]),
  meanAbsolutePercentageError: each((p, y) => [(100 * Math.abs(p - y)) / y, (100 * Math.sign(p - y)) / y]),
  meanSquaredError: each((p, y) => [(p - y) ** 2, 2 * (p - y)]),
  meanSquaredLogarithmicError: each((p, y) => {
    const [a, b] = [Math.log1p(p), Math.log1p(y)];
    return [
      (a - b) ** 2,
      (2 * (a - b)) / (1 + p),
      2 * Math.abs(a - b) * Math.max(a, b),
      (2 * Math.max(a, b)) / (1 + p),
    ];
  }),
  multiLabelSoftMargin: summed((p, y) => {
    const [loss, slope, , term] = binary(p, y);
    return [loss / 2, slope / 2, 0, term];
  }),
  // The other is as high as the true one; of two classes.
  multiMargin: () => ({ losses: [0.5], slopes: [0.5, -0.5] }),
  negativeLogLikelihood: summed((log, y) => [y === 1 ? -log : 0, -y]),
  perceptron: each((p, y) => [Math.max(0, -y * p), y * p < 0 ? -y : 0]),
  poisson: each((p, y) => [
    p - timesLog(y, Math.log(p)),
    1 - over(y, p),
    Math.max(p, Math.abs(timesLog(y, Math.log(p)))),
    Math.max(1, over(y, p)),
  ]),
  polyLoss: summed((p, y) => [-timesLog(y, Math.log(p)) + 2 * y * (1 - p), -over(y, p) - 2 * y]),
  quantile: each((p, y) => [Math.abs(p - y) / 2, Math.sign(p - y) / 2]),
  rootMeanSquaredError: (p, y) => {
    const e = p.map((x, i) => x - y[i]!);
    const length = Math.hypot(...e);
    return { losses: [length / Math.SQRT2], slopes: e.map((x) => over(x, length) / Math.SQRT2) };
  },
  smoothL1: each(huber),
  softMargin: each((p, y) => [softplus(-y * p), -y * σ(-y * p)]),
  sparseCategoricalCrossentropy: summed(entropy),
  squaredHinge: each((p, y) => [Math.max(0, 1 - y * p) ** 2, -2 * y * Math.max(0, 1 - y * p)]),
  tripletMargin: (p, y) => {
    const third = y.map((x) => 1 - x / 2);
    const margin = y.reduce((sum, x, i) => sum + Math.abs(x - third[i]!), 1);
    const [to, from] = [p.map((x, i) => x - y[i]!), p.map((x, i) => x - third[i]!)];
    const [near, far] = [Math.hypot(...to), Math.hypot(...from)];
    const loss = near - far + margin;
    const slopes = p.map((_, i) => (loss > 0 ? to[i]! / near - from[i]! / far : 0));
    return { losses: [Math.max(0, loss)], slopes, terms: [Math.max(near, far), 1] };
  },
  tversky: (p, y) => {
    const above = p[0] * y[0] + p[1] * y[1] + 1;
    const below = (p[0] + p[1] + y[0] + y[1]) / 2 + 1;
    const slopes = y.map((t) => -(t * below - above / 2) / below ** 2);
    return { losses: [1 - above / below], slopes, terms: [1, 1 / below] };
  },
};

/** As float32 rounds the truth (which may be ∞), or within 8 ulp, or within 4 ε of the largest term. */
const isRight = (ours: number, truth: number, largest = 0): boolean =>
  ours === Math.fround(truth) ||
  Math.abs(ours - truth) <= Math.max(Math.abs(truth) * 2 ** -21, largest * 2 ** -22, 2 ** -146);

const asTensor = (rows: readonly Row[], dtype: DType): Tensor =>
  tensor(
    rows.map((row) => [...row]),
    { dtype },
  );

const slopesOf = (loss: Loss, prediction: Tensor, target: Tensor): Data =>
  grad((p) => loss(p, target).sum())(prediction).toTypedArray();

describe.each(Object.entries<Loss>(losses))("%s", (name, exported) => {
  const loss = formOf(name, exported);
  const { prediction: kind = "real" } = forms[name] ?? {};
  const { target: targetKind = kind as Kind } = forms[name] ?? {};
  const pairs = (predictions: readonly Row[]) =>
    targets[targetKind].flatMap((target) => predictions.map((row) => [row, target] as const));
  const tried = pairs(farOut[kind]!);
  const predictionOf = (cases: typeof tried, dtype: DType): Tensor =>
    asTensor(
      cases.map(([row]) => row),
      dtype,
    );
  const targetOf = (cases: typeof tried, dtype: DType): Tensor =>
    targetKind === "label"
      ? tensor(
          cases.map(([, row]) => row.indexOf(1)),
          { dtype: "int32" },
        )
      : asTensor(
          cases.map(([, row]) => row),
          dtype,
        );
  const single = predictionOf(tried, "float32");
  const target = targetOf(tried, "float32");

  test("float32: loss and slope are right at the extremes", () => {
    const oracle = textbook[name]!;
    const rows = loss(single, target).toTypedArray();
    const slopes = slopesOf(loss, single, target);
    const wrong = tried.filter(([p, y], i) => {
      const truth = oracle(p, y);
      const ours = rows.slice(i * truth.losses.length, (i + 1) * truth.losses.length);
      const [ofLoss, ofSlope] = truth.terms ?? [];
      return !(
        truth.losses.every((x, j) => isRight(ours[j]!, x, ofLoss)) &&
        truth.slopes.every((x, j) => isRight(slopes[2 * i + j]!, x, ofSlope))
      );
    });
    expect(wrong).toEqual([]);
  });

  test("float64: the slope is that of central differences", () => {
    const h = 1e-6;
    const cases = pairs(ordinary[kind]!);
    const [prediction, wanted] = [predictionOf(cases, "float64"), targetOf(cases, "float64")];
    const total = (i: number, step: number): number => {
      const moved = prediction.toTypedArray();
      moved[i]! += step;
      return loss(tensor(moved, { shape: prediction.shape }), wanted)
        .sum()
        .item();
    };
    slopesOf(loss, prediction, wanted).forEach((slope, i) =>
      expect(slope, `entry ${i}`).toBeCloseTo((total(i, h) - total(i, -h)) / (2 * h), 7),
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
    expect(() => loss(single, target.reshape([1, ...target.shape]))).toThrow(ShapeError);
  });

  test("has its page", () => {
    expect(existsSync(new URL(`../../../docs/losses/${name}.md`, import.meta.url))).toBe(true);
  });

  test("prints as a formula, in the README too", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    const isPlain = targetKind !== "label" && !forms[name]?.adapt;
    const double = targetOf(tried, "float64");
    const f = isPlain ? exported : (p: Tensor): Tensor => loss(p, double);
    const printed = formula(f, { names: ["p", "y"], shapes: isPlain ? [single.shape, single.shape] : [single.shape] });
    expect(printed).toMatch(/p/);
    expect(readme).toContain(`| \`${name}\` |${isPlain ? ` \`${printed.replaceAll("|", "\\|")}\` |` : ""}`);
  });

  test("NaN passes through", () => {
    expect(loss(single.mul(NaN), target).toTypedArray().every(Number.isNaN)).toBe(true);
  });
});

const one = { predictions: extremes.map((x): Row => [x, 0]), targets: extremes.map((): Row => [0, 1]) };

/** After an activation: the loss of a row [x, 0] with target [0, 1], its slopes, the largest term that cancels. */
const composed: readonly (readonly [
  name: string,
  f: (z: Tensor) => Tensor,
  truth: (x: number) => readonly [loss: number, slopes: Row, largest: number],
])[] = [
  [
    "binaryCrossentropy of sigmoid",
    (z) => losses.binaryCrossentropy(sigmoid(z), asTensor(one.targets, "float32")).sum(-1),
    (x) => [softplus(x) + Math.LN2, [σ(x), -0.5], 0],
  ],
  [
    "binaryCrossentropy of softmax",
    (z) => losses.binaryCrossentropy(softmax(z), asTensor(one.targets, "float32")).sum(-1),
    (x) => [2 * softplus(x), [2 * σ(x), -2 * σ(x)], 2],
  ],
  [
    "categoricalCrossentropy of softmax",
    (z) => losses.categoricalCrossentropy(softmax(z), asTensor(one.targets, "float32")),
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
  const z = asTensor(one.predictions, "float32");
  const values = compile(f)(z).toTypedArray();
  const slopes = grad((x) => f(x).sum())(z).toTypedArray();
  const wrong = extremes.filter((x, i) => {
    const [loss, row, largest] = truth(x);
    return !isRight(values[i]!, loss, largest) || !row.every((slope, j) => isRight(slopes[2 * i + j]!, slope, largest));
  });
  expect(wrong).toEqual([]);
});
