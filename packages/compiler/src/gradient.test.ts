import {
  apply,
  argMax,
  argSort,
  concat,
  cos,
  cumsum,
  erf,
  floor,
  gather,
  normalCdf,
  normalPdf,
  pad,
  type PrimitiveName,
  primitives,
  randomBits,
  randomKey,
  scatterAdd,
  type Shape,
  sin,
  slice,
  sort,
  takeAlong,
  type Tensor,
  tensor,
  uniform,
} from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { gradients } from "./gradient.ts";
import { compile, grad, placeholder, replay, simplify } from "./index.ts";

// The slope of every primitive against central differences: one without a line below does not type-check.

interface Case {
  readonly f: (...x: Tensor[]) => Tensor;
  /** Shapes of the arguments; a length of 4 stands for the rows. */
  readonly shapes: readonly Shape[];
  /** Between which numbers; default −2 and 2. */
  readonly domain?: readonly [low: number, high: number];
}

const unary = (f: Case["f"], domain: Case["domain"] = [-2, 2]): readonly Case[] =>
  [[[4, 3]], [[]]].map((shapes) => ({ f, shapes, domain }));

/** In all ways to broadcast. */
const binary = (f: Case["f"], domain: Case["domain"] = [-2, 2]): readonly Case[] =>
  [
    [
      [4, 3],
      [4, 3],
    ],
    [[4, 3], [3]],
    [[4, 3], []],
    [[], [4, 3]],
    [
      [4, 1],
      [1, 3],
    ],
    [
      [2, 1],
      [4, 1, 3],
    ],
  ].map((shapes) => ({ f, shapes, domain }));

const whole = (f: Case["f"], ...shapes: Shape[]): readonly Case[] => [{ f, shapes }];

const int = (numbers: number[] | number[][]): Tensor => tensor(numbers, { dtype: "int32" });

const grid: Shape = [4, 3];

const cases: Readonly<Record<PrimitiveName, readonly Case[]>> = {
  abs: unary((x) => x.abs()),
  add: binary((a, b) => a.add(b)),
  argMax: whole((x) => x.mul(argMax(x, 0).cast("float64").add(1)), grid),
  argSort: whole((x) => x.mul(argSort(x, 1).cast("float64").add(1)), grid),
  broadcast: [...whole((x) => x.broadcastTo([2, 5, 3]), [5, 1]), ...whole((x) => x.broadcastTo([3, 2]), [])],
  cast: whole((x) => x.cast("float32").cast("float64").mul(0).add(x.cast("float64")), grid),
  concat: [...whole((a, b) => concat([a, b, a], 1), grid, [4, 2]), ...whole((a, b) => concat([a, b], 0), grid, grid)],
  cos: unary(cos),
  count: whole((x) => x.mul(x.count(0)), grid),
  cumsum: [...whole((x) => cumsum(x, 0), grid), ...whole((x) => cumsum(x, 1, { reverse: true }), grid)],
  div: binary((a, b) => a.div(b), [0.5, 2]),
  equal: whole((a, b) => a.equal(b).where(a, b), grid, grid),
  erf: unary(erf),
  exp: unary((x) => x.exp()),
  expm1: unary((x) => x.expm1()),
  floor: whole((x) => floor(x).mul(x), grid),
  less: whole((a, b) => a.less(b).where(a, b), grid, grid),
  lessEqual: whole((a, b) => a.lessEqual(b).where(a, b), grid, grid),
  log: unary((x) => x.log(), [0.5, 2]),
  log1p: unary((x) => x.log1p(), [-0.5, 2]),
  matmul: [
    ...whole((a, b) => a.matmul(b), grid, [3, 2]),
    ...whole((a, b) => a.matmul(b), [4, 2, 3], [4, 3, 5]),
    ...whole((a, b) => a.matmul(b), [4, 2, 3], [3, 5]),
    ...whole((a, b) => a.transpose().matmul(b), grid, [4, 2]),
  ],
  max: binary((a, b) => a.max(b)),
  min: binary((a, b) => a.min(b)),
  mul: binary((a, b) => a.mul(b)),
  named: whole((x) => x.mul(3).named("thrice", { x }), grid),
  neg: unary((x) => x.neg()),
  normalCdf: unary(normalCdf),
  normalPdf: unary(normalPdf),
  pad: [...whole((x) => pad(x, 1, 1, 2), grid), ...whole((x) => pad(x, 0, 0, x.shape[0]!), grid)],
  putAlong: whole(
    (x) =>
      apply(
        primitives.putAlong,
        [
          x,
          int([
            [2, 0],
            [2, 2],
          ]),
        ],
        { axis: 1, length: 5 },
      ),
    [2, 2],
  ),
  randomBits: whole((x) => x.mul(randomBits(randomKey(1), [3], 3).cast("float64")), grid),
  reduceMax: [
    ...whole((x) => x.reduceMax(0), grid),
    ...whole((x) => x.reduceMax([0, 2], { keepDims: true }), [4, 2, 3]),
  ],
  reshape: whole((x) => x.reshape([x.shape[0]! * 3]), grid),
  scatterAdd: whole((x, u) => scatterAdd(x, int([2, 0, 2]), u), [5, 2], [3, 2]),
  sigmoid: unary((x) => x.sigmoid()),
  sin: unary(sin),
  slice: [
    ...whole((x) => slice(x, 1, 1, 3), grid),
    ...whole((x) => slice(concat([x, x.neg()], 0), 0, x.shape[0]!, 2 * x.shape[0]!), grid),
  ],
  softplus: unary((x) => x.softplus()),
  sqrt: unary((x) => x.sqrt(), [0.5, 2]),
  stopGradient: whole((x) => x.add(x.neg().stopGradient()).add(x.stopGradient()), grid),
  sub: binary((a, b) => a.sub(b)),
  sum: [...whole((x) => x.sum(0), grid), ...whole((x) => x.sum([0, -1], { keepDims: true }), [4, 2, 3])],
  take: whole(
    (x) =>
      gather(
        x,
        int([
          [2, 0],
          [2, 2],
        ]),
      ),
    [5, 3],
  ),
  takeAlong: [
    ...whole(
      (x) =>
        takeAlong(
          x,
          int([
            [2, 0],
            [1, 1],
          ]),
          1,
        ),
      [2, 3],
    ),
    ...whole((x) => sort(x, 0), grid),
  ],
  tanh: unary((x) => x.tanh()),
  transpose: whole((x) => x.transpose([2, 0, 1]), [4, 2, 3]),
  where: binary((a, b) => a.add(b).greater(0).where(a, b)),
  xlog1py: binary((x, y) => x.xlog1py(y), [0.5, 2]),
  xlogy: binary((x, y) => x.xlogy(y), [0.5, 2]),
};

const draw = (shape: Shape, seed: number, [low, high]: readonly [number, number]): Tensor =>
  uniform(randomKey(seed), shape, { low, high, dtype: "float64" });

/** A scalar that depends on every element in its own way. */
const mixed = (y: Tensor): Tensor => y.mul(draw(y.shape, 99, [0.5, 1.5])).sum();

/** The slope of a scalar function of the i-th argument, element by element. */
function differences(f: Case["f"], x: readonly Tensor[], i: number): number[] {
  const h = 1e-5;
  const at = (element: number, step: number): number => {
    const moved = x[i]!.toTypedArray();
    moved[element]! += step;
    return f(...x.with(i, tensor(moved, { shape: x[i]!.shape }))).item();
  };
  return Array.from(x[i]!.data!, (_, j) => (at(j, h) - at(j, -h)) / (2 * h));
}

function expectClose(ours: Tensor, truth: readonly number[]): void {
  const off = truth.map((t, j) => Math.abs(ours.data![j]! - t) / Math.max(1, Math.abs(t)));
  expect(off.length).toBe(ours.data!.length);
  expect(Math.max(...off), `${String(ours)} for ${truth.join()}`).toBeLessThan(1e-8);
}

describe.each(Object.entries(cases))("%s", (_, variants) => {
  test.each(variants)("first and second derivatives, of $shapes", ({ f, shapes, domain = [-2, 2] }) => {
    const x = shapes.map((shape, i) => draw(shape, 3 * i + 1, domain));
    const scalar: Case["f"] = (...given) => mixed(f(...given));
    x.forEach((_, i) => {
      const slope = grad(scalar, i)(...x);
      expect([slope.shape, slope.dtype]).toEqual([x[i]!.shape, "float64"]);
      expectClose(slope, differences(scalar, x, i));
      const bent: Case["f"] = (...given) => mixed(grad(scalar, i)(...given));
      x.forEach((_, j) => expectClose(grad(bent, j)(...x), differences(bent, x, j)));
    });
  });

  const open = variants.filter(({ shapes }) => shapes.some((shape) => shape.includes(4)));
  if (open.length === 0) return;

  test.each(open)("traced for any number of rows, of $shapes", ({ f, shapes, domain = [-2, 2] }) => {
    const scalar: Case["f"] = (...given) =>
      f(...given)
        .square()
        .sum();
    const withRows = (rows: number): Shape[] => shapes.map((shape) => shape.map((n) => (n === 4 ? rows : n)));
    const inputs = withRows(-1).map((shape) => placeholder({ shape, dtype: "float64" }));
    const plan = replay({ inputs, outputs: simplify(gradients(scalar(...inputs), inputs)) });
    for (const rows of [4, 7, 1]) {
      const x = withRows(rows).map((shape, i) => draw(shape, 3 * i + 1, domain));
      plan(x).forEach((slope, i) => {
        expect(slope.shape).toEqual(x[i]!.shape);
        expectClose(slope, Array.from(grad(scalar, i)(...x).data!));
      });
    }
  });
});

const slope = (f: (x: Tensor) => Tensor, x: number): number =>
  grad((t) => f(t).sum())(tensor([x], { dtype: "float64" })).toTypedArray()[0]!;

test("corners, decided once", () => {
  expect(slope((x) => x.abs(), 0)).toBe(0);
  expect(slope((x) => x.max(0), 0)).toBe(0);
  expect(slope((x) => tensor(0, { dtype: "float64" }).max(x), 0)).toBe(1);
  expect(slope((x) => x.min(0), 0)).toBe(1);
  expect(slope((x) => tensor(0, { dtype: "float64" }).min(x), 0)).toBe(0);
  expect(slope((x) => floor(x), 2)).toBe(0);
  expect(slope((x) => x.sqrt(), 0)).toBe(Infinity);
});

test("elements that share the maximum share the gradient", () => {
  const x = tensor(
    [
      [3, 1, 3],
      [2, 2, 2],
    ],
    { dtype: "float64" },
  );
  expect(grad((t) => t.reduceMax(1).sum())(x).toArray()).toEqual([
    [1 / 2, 0, 1 / 2],
    [1 / 3, 1 / 3, 1 / 3],
  ]);
  expect(grad((t) => t.reduceMin().sum())(x).toArray()).toEqual([
    [0, 1, 0],
    [0, 0, 0],
  ]);
});

test("powers at 0: the slope is 0, 1 or ∞, never NaN", () => {
  const at0 = (p: number): number => slope((x) => x.pow(p), 0);
  expect([0, 1, 2, 1.5, 2.5, 0.5, 0.3, -0.5].map(at0)).toEqual([0, 1, 0, 0, 0, Infinity, Infinity, -Infinity]);
  expect(slope((x) => x.pow(1.5), 4)).toBeCloseTo(3, 13);
});

test("slopes keep their digits where a function saturates", () => {
  const near = (f: (x: Tensor) => Tensor, x: number, truth: number): void =>
    expect(slope(f, x) / truth).toBeCloseTo(1, 13);
  near((x) => x.sigmoid(), 40, Math.exp(-40));
  near((x) => x.sigmoid(), -700, Math.exp(-700));
  near((x) => x.tanh(), 20, 4 * Math.exp(-40));
  near((x) => x.tanh(), -300, 4 * Math.exp(-600));
  near((x) => x.expm1(), -40, Math.exp(-40));
  near((x) => x.div(tensor([1e-200], { dtype: "float64" })), 1, 1e200);
  near((x) => tensor([1e-200], { dtype: "float64" }).div(x), 1e-200, -1e200);
});

describe("the gradient of where selects", () => {
  const none = (f: (x: Tensor) => Tensor, at = 0): number => slope((x) => x.greater(0).where(f(x), x.mul(2)), at);

  test("what is not taken may be infinite, or not a number, on the way there too", () => {
    expect(none((x) => x.log())).toBe(2);
    expect(none((x) => x.log().square())).toBe(2);
    expect(none((x) => x.reciprocal().exp())).toBe(2);
    expect(none((x) => x.sqrt().mul(x.log()))).toBe(2);
    expect(none((x) => x.sqrt().sqrt().add(x.sqrt()))).toBe(2);
    expect(none((x) => x.log(), -1)).toBe(2);
    expect(none((x) => sin(x.add(1).div(0)))).toBe(2);
  });

  test("also through a sum, another shape, and a second choice", () => {
    const x = tensor(
      [
        [1, 2],
        [0, 3],
      ],
      { dtype: "float64" },
    );
    const taken = tensor([true, false]);
    const logs = (f: (row: Tensor) => Tensor) => grad((t) => taken.where(f(t.log()), 0).sum())(x).toArray();
    expect(logs((t) => t.sum(1))).toEqual([
      [1, 1 / 2],
      [0, 0],
    ]);
    expect(logs((t) => slice(t.transpose(), 0, 0, 1).reshape([2]))).toEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(logs((t) => concat([t, t], 1).sum(1))).toEqual([
      [2, 1],
      [0, 0],
    ]);
    const nested = (t: Tensor): Tensor => t.less(5).where(t.greater(0).where(t.log(), 7), t);
    expect(slope(nested, 0)).toBe(0);
    expect(slope(nested, 2)).toBe(1 / 2);
  });

  test("a choice known beforehand inside of one that is not", () => {
    const isTrue = tensor([0, 1]).greater(0.5);
    const f = (x: Tensor): Tensor => isTrue.where(x, 0).sum().neg().sub(1).max(0);
    expect(grad(f)([3, 4]).toArray()).toEqual([0, 0]);
    expect(grad(f)([3, -4]).toArray()).toEqual([0, -1]);
  });

  test("second derivatives too", () => {
    const f = (x: Tensor): Tensor => x.greater(0).where(x.log(), x.square());
    expect(slope((x) => grad((t) => f(t).sum())(x), 0)).toBe(2);
    expect(slope((x) => grad((t) => f(t).sum())(x), 2)).toBe(-1 / 4);
  });

  test("but a NaN that is taken stays one, in values as in slopes", () => {
    expect(slope((x) => x.greater(0).where(x, x.log()), -1)).toBe(-1);
    const masked = (x: Tensor): Tensor => x.greater(0).where(x, 0).mul(x.log());
    expect(masked(tensor([-1])).toArray()).toEqual([NaN]);
    expect(compile(masked)([-1]).toArray()).toEqual([NaN]);
  });
});

test("what a result does not depend on has gradient 0", () => {
  const x = tensor([1, 2]);
  expect(grad((_, b) => b.sum())(x, x).toArray()).toEqual([0, 0]);
  expect(grad(() => tensor(3))(x).toArray()).toEqual([0, 0]);
  expect(grad((t) => argMax(t, 0).cast("float32"))(x).toArray()).toEqual([0, 0]);
});
