import { describe, expect, test } from "vitest";
import {
  apply,
  type Attributes,
  type Data,
  type DType,
  DTypeError,
  primitives,
  type Primitive,
  type Shape,
  ShapeError,
  Tensor,
  tensor,
  ValueError,
} from "./index.ts";
import { product } from "./shape.ts";

// What holds for every primitive: one without a line below does not type-check.

type Name = keyof typeof primitives;

const floats = ["float32", "float64"] as const;
const numbers = [...floats, "int32"] as const;
const all = [...numbers, "bool"] as const;

/** What an elementwise primitive computes, in JavaScript's own numbers, and what it takes. */
interface Plain {
  readonly f: (...x: number[]) => number;
  readonly dtypes: readonly DType[];
  /** Numbers to try it on. */
  readonly domain?: readonly number[];
}

const real = [-2.5, -0.75, 0, 0.25, 1.5, 3];
const positive = [0.25, 0.5, 1, 1.5, 2, 7];
const samples: Readonly<Record<DType, readonly number[]>> = {
  float32: real,
  float64: real,
  int32: [-3, -1, 0, 1, 2, 2147483647, 65537],
  bool: [0, 1],
};

const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** Φ(x) = ½ + ∫φ from 0 to x, by Simpson's rule. */
function distribution(x: number): number {
  let sum = 0;
  for (let i = 0; i <= 2000; i++) sum += (i % 2000 === 0 ? 1 : 2 + 2 * (i % 2)) * density((i * x) / 2000);
  return 0.5 + (sum * x) / 6000;
}

const isWhole = Number.isInteger;

const elementwise = {
  abs: { f: (x) => (x < 0 ? -x : x), dtypes: numbers },
  add: { f: (a, b) => a + b, dtypes: numbers },
  cos: { f: Math.cos, dtypes: floats },
  div: { f: (a, b) => a / b, dtypes: floats },
  equal: { f: (a, b) => Number(a === b), dtypes: all },
  erf: { f: (x) => 2 * distribution(x * Math.SQRT2) - 1, dtypes: floats },
  exp: { f: Math.exp, dtypes: floats },
  expm1: { f: Math.expm1, dtypes: floats },
  floor: { f: (x) => x - (((x % 1) + 1) % 1), dtypes: floats },
  less: { f: (a, b) => Number(a < b), dtypes: all },
  lessEqual: { f: (a, b) => Number(a <= b), dtypes: all },
  log: { f: Math.log, dtypes: floats, domain: positive },
  log1p: { f: Math.log1p, dtypes: floats, domain: positive },
  max: { f: (a, b) => (a > b ? a : b), dtypes: numbers },
  min: { f: (a, b) => (a < b ? a : b), dtypes: numbers },
  // BigInt: a double cannot hold every product of two 32-bit integers.
  mul: {
    f: (a, b) => (isWhole(a) && isWhole(b) ? Number(BigInt.asIntN(32, BigInt(a) * BigInt(b))) : a * b),
    dtypes: numbers,
  },
  neg: { f: (x) => 0 - x, dtypes: numbers },
  normalCdf: { f: distribution, dtypes: floats },
  normalPdf: { f: density, dtypes: floats },
  sigmoid: { f: (x) => 1 / (1 + Math.exp(-x)), dtypes: floats },
  sin: { f: Math.sin, dtypes: floats },
  softplus: { f: (x) => Math.log(1 + Math.exp(x)), dtypes: floats },
  sqrt: { f: (x) => x ** 0.5, dtypes: floats, domain: positive },
  sub: { f: (a, b) => a - b, dtypes: numbers },
  tanh: { f: Math.tanh, dtypes: floats },
  xlog1py: { f: (x, y) => (x === 0 ? 0 : x * Math.log1p(y)), dtypes: floats, domain: [0, ...positive] },
  xlogy: { f: (x, y) => (x === 0 ? 0 : x * Math.log(y)), dtypes: floats, domain: [0, ...positive] },
} satisfies Partial<Record<Name, Plain>>;

const shapesOf = (arity: number): readonly (readonly Shape[])[] =>
  arity === 1
    ? [[[]], [[3]], [[2, 3]], [[0]], [[2, 0, 3]]]
    : [
        [[], []],
        [
          [2, 3],
          [2, 3],
        ],
        [[2, 3], [3]],
        [
          [2, 1],
          [1, 3],
        ],
        [[], [2, 3]],
        [[2, 3], []],
        [
          [2, 3],
          [1, 1],
        ],
        [
          [4, 1, 3],
          [2, 1],
        ],
        [[0, 3], [3]],
        [[1], [0]],
      ];

/** A tensor of a shape that runs through the numbers, from a place of its own. */
const filled = (shape: Shape, values: readonly number[], dtype: DType, from: number): Tensor =>
  tensor(
    Array.from({ length: product(shape) }, (_, i) => values[(i * 5 + from) % values.length]!),
    { shape, dtype },
  );

/** Where element i of an array of shape `to` comes from in one that broadcasts to it. */
function origin(i: number, from: Shape, to: Shape): number {
  let [place, stride] = [0, 1];
  for (let axis = to.length - 1, rest = i; axis >= 0; rest = Math.floor(rest / to[axis--]!)) {
    const length = from[axis - to.length + from.length] ?? 1;
    if (length > 1) place += (rest % to[axis]!) * stride;
    stride *= length;
  }
  return place;
}

const broadcast = (shapes: readonly Shape[]): number[] => {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  const lengths = (axis: number): number[] => shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
  return Array.from({ length: rank }, (_, axis) => lengths(axis).find((length) => length !== 1) ?? 1);
};

const store: Readonly<Record<DType, (x: number) => number>> = {
  float32: Math.fround,
  float64: (x) => x,
  int32: (x) => x | 0,
  bool: (x) => x,
};

const placeholder = ({ shape, dtype }: Tensor): Tensor => new Tensor({ shape, dtype });

/** Who, expected, received, what to do. */
const complete = /^\w+: expected .+, received .+\. .+\.$/;

function refuses(call: () => unknown, kind: typeof ShapeError): void {
  expect(call).toThrow(kind);
  expect(call).toThrow(complete);
}

describe.each(Object.entries<Plain>(elementwise))("%s", (name, { f, dtypes, domain }) => {
  const primitive: Primitive = primitives[name as Name];
  const arity = f.length || 1;
  const values = (dtype: DType): readonly number[] => (domain && dtype !== "int32" ? domain : samples[dtype]);
  const inputs = (shapes: readonly Shape[], dtype: DType): Tensor[] =>
    shapes.map((shape, i) => filled(shape, values(dtype), dtype, 2 * i));

  test.each(dtypes)("%s: values, as one computes them one by one", (dtype) => {
    for (const shapes of shapesOf(arity)) {
      const given = inputs(shapes, dtype);
      const result = apply(primitive, given);
      expect(result.shape).toEqual(broadcast(shapes));
      result.data!.forEach((ours, i) => {
        const numbersThere = given.map(({ data, shape }) => data![origin(i, shape, result.shape)]!);
        const truth = store[result.dtype](f(...numbersThere));
        const tolerance = result.dtype === "float32" ? 1e-6 : result.dtype === "float64" ? 1e-12 : 0;
        if (ours !== truth && !(Number.isNaN(ours) && Number.isNaN(truth))) {
          expect(Math.abs(ours - truth), `${name}(${numbersThere.join(", ")}) = ${ours}`).toBeLessThanOrEqual(
            tolerance * Math.max(1, Math.abs(truth)),
          );
        }
      });
    }
  });

  test("an expression has the shape and dtype that the value has, whatever the number of rows", () => {
    for (const dtype of dtypes) {
      for (const shapes of shapesOf(arity)) {
        const value = apply(primitive, inputs(shapes, dtype));
        const expression = apply(primitive, inputs(shapes, dtype).map(placeholder));
        expect([expression.isExpression, expression.shape, expression.dtype]).toEqual([true, value.shape, value.dtype]);
      }
      const rows = Array.from({ length: arity }, () => new Tensor({ shape: [-1, 3], dtype }));
      expect(apply(primitive, rows).shape).toEqual([-1, 3]);
    }
  });

  test("other dtypes are refused", () => {
    for (const dtype of all) {
      if (!dtypes.includes(dtype)) refuses(() => apply(primitive, inputs(shapesOf(arity)[0]!, dtype)), DTypeError);
    }
  });

  if (arity === 1) return;

  test("two dtypes, and shapes that do not broadcast, are refused", () => {
    const [a, b] = [tensor([1, 2]), tensor([1, 2], { dtype: "float64" })];
    refuses(() => apply(primitive, [a, b]), DTypeError);
    refuses(() => apply(primitive, [a, tensor([1, 2, 3])]), ShapeError);
    refuses(() => apply(primitive, [a, new Tensor({ shape: [-1], dtype: "float32" })]), ShapeError);
  });
});

interface Case {
  readonly inputs: readonly Tensor[];
  readonly attributes?: Attributes;
  readonly result: { readonly shape: Shape; readonly dtype: DType; readonly numbers: readonly number[] };
}

/** What is refused: inputs, attributes, and the kind of error. */
type Refusal = readonly [inputs: readonly Tensor[], attributes: Attributes, kind: typeof ShapeError];

const float = (numbers: readonly number[], shape: Shape = [numbers.length]): Tensor => tensor(numbers, { shape });
const int = (numbers: readonly number[], shape: Shape = [numbers.length]): Tensor =>
  tensor(numbers, { shape, dtype: "int32" });
const double = (numbers: readonly number[]): Tensor => tensor(numbers, { dtype: "float64" });
const truth = tensor([true, false]);
const result = (shape: Shape, values: readonly number[], dtype: DType = "float32"): Case["result"] => ({
  shape,
  dtype,
  numbers: values,
});

const grid = float([1, 5, 5, 7, 2, 3], [2, 3]);
const scalar = tensor(3);

/** The primitives that work on whole arrays: a calculation by hand, and what they refuse. */
const whole: Readonly<Record<Exclude<Name, keyof typeof elementwise>, readonly [Case, ...Refusal[]]>> = {
  argMax: [
    { inputs: [grid], attributes: { axis: 1 }, result: result([2], [1, 0], "int32") },
    [[float([], [2, 0])], { axis: 1 }, ShapeError],
  ],
  argSort: [{ inputs: [float([3, 1, NaN, 1])], attributes: { axis: 0 }, result: result([4], [1, 3, 0, 2], "int32") }],
  broadcast: [
    {
      inputs: [float([1, 2], [2, 1])],
      attributes: { shape: [2, 2, 2] },
      result: result([2, 2, 2], [1, 1, 2, 2, 1, 1, 2, 2]),
    },
    [[grid], { shape: [3, 3] }, ShapeError],
    [[grid], { shape: [3] }, ShapeError],
    [[scalar], { shape: [1.5] }, ValueError],
  ],
  cast: [
    { inputs: [float([-1.7, 0.3, 2.9])], attributes: { dtype: "int32" }, result: result([3], [-1, 0, 2], "int32") },
  ],
  concat: [
    {
      inputs: [grid, float([8, 9], [2, 1])],
      attributes: { axis: 1 },
      result: result([2, 4], [1, 5, 5, 8, 7, 2, 3, 9]),
    },
    [[grid, float([8, 9], [1, 2])], { axis: 1 }, ShapeError],
    [[grid, float([8, 9])], { axis: 0 }, ShapeError],
    [[float([1]), double([1])], { axis: 0 }, DTypeError],
    [[float([1]), new Tensor({ shape: [-1], dtype: "float32" })], { axis: 0 }, ShapeError],
  ],
  count: [{ inputs: [grid], attributes: { axes: [1] }, result: result([], [3]) }],
  cumsum: [
    { inputs: [grid], attributes: { axis: 1, reverse: true }, result: result([2, 3], [11, 10, 5, 12, 5, 3]) },
    [[truth], { axis: 0, reverse: false }, DTypeError],
  ],
  matmul: [
    { inputs: [grid, float([1, 0, 0, 1, 2, 2], [3, 2])], result: result([2, 2], [11, 15, 13, 8]) },
    [[grid, grid], {}, ShapeError],
    [[float([1, 2, 3]), grid], {}, ShapeError],
    [[grid, float([1, 2, 3])], {}, ShapeError],
    [[int([1], [1, 1]), int([1], [1, 1])], {}, DTypeError],
    [[float([1, 2], [2, 1, 1]), float([1], [1, 1, 1])], {}, ShapeError],
  ],
  named: [
    {
      inputs: [grid],
      attributes: { name: "grid", inputs: [], options: {} },
      result: result([2, 3], [1, 5, 5, 7, 2, 3]),
    },
  ],
  pad: [
    {
      inputs: [float([4, 5], [2, 1])],
      attributes: { axis: 1, before: 1, after: 2 },
      result: result([2, 4], [0, 4, 0, 0, 0, 5, 0, 0]),
    },
    [[grid], { axis: 0, before: 0.5, after: 0 }, ValueError],
    [[grid], { axis: 0, before: -1, after: 0 }, ShapeError],
  ],
  putAlong: [
    {
      inputs: [float([4, 5, 6]), int([2, 0, 2])],
      attributes: { axis: 0, length: 4 },
      result: result([4], [5, 0, 10, 0]),
    },
    [[float([4]), int([4])], { axis: 0, length: 4 }, ValueError],
    [[float([4]), float([0])], { axis: 0, length: 4 }, DTypeError],
  ],
  randomBits: [
    {
      inputs: [int([0, 0]), int([0], [])],
      attributes: { shape: [1], bits: 32 },
      result: result([1], [0x6b200159], "int32"),
    },
    [[float([0, 0]), int([0], [])], { shape: [1], bits: 32 }, DTypeError],
    [[int([0]), int([0], [])], { shape: [1], bits: 32 }, DTypeError],
    [[int([0, 0]), int([0], [])], { shape: [1], bits: 33 }, ValueError],
    [[int([0, 0]), int([0], [])], { shape: ["1"], bits: 3 }, ValueError],
  ],
  reduceMax: [
    { inputs: [grid], attributes: { axes: [0] }, result: result([1, 3], [7, 5, 5]) },
    [[float([], [0, 2])], { axes: [0] }, ShapeError],
    [[truth], { axes: [0] }, DTypeError],
  ],
  reshape: [
    { inputs: [grid], attributes: { shape: [3, 1, 2] }, result: result([3, 1, 2], [1, 5, 5, 7, 2, 3]) },
    [[grid], { shape: [4] }, ShapeError],
    [[grid], { shape: [-1] }, ShapeError],
    [[grid], { shape: [-1, -6] }, ShapeError],
    [[grid], { shape: [NaN] }, ValueError],
  ],
  scatterAdd: [
    { inputs: [float([1, 1, 1]), int([2, 0, 2]), float([4, 5, 6])], result: result([3], [6, 1, 11]) },
    [[grid, int([0]), float([1, 2, 3])], {}, ShapeError],
    [[grid, int([2]), float([1, 2, 3], [1, 3])], {}, ValueError],
    [[grid, float([0]), float([1, 2, 3], [1, 3])], {}, DTypeError],
    [[float([1]), int([0]), double([1])], {}, DTypeError],
    [[scalar, int([0]), float([1])], {}, ShapeError],
  ],
  slice: [
    { inputs: [grid], attributes: { axis: 1, start: 1, end: 3 }, result: result([2, 2], [5, 5, 2, 3]) },
    [[grid], { axis: 1, start: 2, end: 1 }, ShapeError],
    [[grid], { axis: 1, start: 0, end: 4 }, ShapeError],
    [[grid], { axis: 1, start: -2, end: -1 }, ShapeError],
    [[grid], { axis: 1, start: 0, end: -1 }, ShapeError],
    [[grid], { axis: 1, start: 0.5, end: 1 }, ShapeError],
  ],
  stopGradient: [{ inputs: [grid], result: result([2, 3], [1, 5, 5, 7, 2, 3]) }],
  sum: [
    { inputs: [grid], attributes: { axes: [0, 1] }, result: result([1, 1], [23]) },
    [[truth], { axes: [0] }, DTypeError],
  ],
  take: [
    { inputs: [grid, int([1, 0, 1], [3, 1])], result: result([3, 1, 3], [7, 2, 3, 1, 5, 5, 7, 2, 3]) },
    [[grid, int([2])], {}, ValueError],
    [[grid, int([-1])], {}, ValueError],
    [[grid, float([0])], {}, DTypeError],
    [[scalar, int([0])], {}, ShapeError],
  ],
  takeAlong: [
    { inputs: [grid, int([2, 0], [2, 1])], attributes: { axis: 1 }, result: result([2, 1], [5, 7]) },
    [[grid, int([2, 0])], { axis: 1 }, ShapeError],
    [[grid, int([3, 0], [2, 1])], { axis: 1 }, ValueError],
    [[grid, float([2, 0], [2, 1])], { axis: 1 }, DTypeError],
  ],
  transpose: [
    { inputs: [grid], attributes: { permutation: [1, 0] }, result: result([3, 2], [1, 7, 5, 2, 5, 3]) },
    [[grid], { permutation: [0] }, ShapeError],
    [[grid], { permutation: [0, 0] }, ShapeError],
    [[grid], { permutation: [0, NaN] }, ShapeError],
    [[grid], { permutation: [0, 1, 2] }, ShapeError],
  ],
  where: [
    { inputs: [truth, float([1, 2]), float([3], [1])], result: result([2], [1, 3]) },
    [[float([1]), float([1]), float([1])], {}, DTypeError],
    [[truth, float([1]), double([1])], {}, DTypeError],
    [[truth, float([1, 2, 3]), scalar], {}, ShapeError],
    [[truth, truth, float([1, 2, 3])], {}, DTypeError],
  ],
};

describe.each(Object.entries(whole))("%s", (name, [{ inputs, attributes, result: expected }, ...refused]) => {
  const primitive: Primitive = primitives[name as Name];

  test("by hand", () => {
    const y = apply(primitive, inputs, attributes);
    expect([y.shape, y.dtype, Array.from(y.data as Data)]).toEqual([expected.shape, expected.dtype, expected.numbers]);
  });

  test("an expression has the shape and dtype that the value has", () => {
    const { shape, dtype } = apply(primitive, inputs.map(placeholder), attributes);
    expect([shape, dtype]).toEqual([expected.shape, expected.dtype]);
  });

  if (refused.length === 0) return;

  test("what does not fit is refused", () => {
    for (const [given, told, kind] of refused) refuses(() => apply(primitive, given, told), kind);
  });
});
