import {
  apply,
  argMax,
  argSort,
  concat,
  cos,
  cumsum,
  type DType,
  erf,
  floor,
  foldIn,
  gather,
  normalCdf,
  normalPdf,
  pad,
  type PrimitiveName,
  primitives,
  randomBits,
  randomKey,
  scatterAdd,
  sin,
  slice,
  type Spec,
  takeAlong,
  type Tensor,
  uniform,
} from "@chainrule/tensor";
import { type Graph, trace } from "../src/index.ts";

/** Whole numbers drawn one after the other. */
export class Dice {
  private readonly bits: Int32Array;
  private at = 0;

  constructor(seed: number) {
    this.bits = randomBits(foldIn(randomKey(2026), seed), [400], 31).toTypedArray() as Int32Array;
  }

  below(n: number): number {
    return this.bits[this.at++]! % n;
  }
}

/** Columns of the batch, and of the matrix that it is multiplied by. */
interface Widths {
  readonly n: number;
  readonly m: number;
  readonly dtype: DType;
}

/** The expressions so far, by shape. */
class Pool {
  readonly all: Tensor[] = [];
  readonly n: number;
  readonly m: number;
  readonly dtype: DType;
  private readonly dice: Dice;

  constructor(dice: Dice, { n, m, dtype }: Widths) {
    this.dice = dice;
    this.n = n;
    this.m = m;
    this.dtype = dtype;
  }

  get batch(): Tensor {
    return this.of(-1, this.n);
  }

  get weights(): Tensor {
    return this.of(this.n, this.m);
  }

  add(...nodes: Tensor[]): void {
    this.all.push(...nodes);
  }

  of(...shape: number[]): Tensor {
    const fitting = this.all.filter((node) => String(node.shape) === String(shape));
    return fitting[this.dice.below(fitting.length)]!;
  }

  /** Of rows: whole, a column, a row, a scalar. */
  any(): Tensor {
    return [this.batch, this.batch, this.of(-1, 1), this.of(this.n), this.of()][this.dice.below(5)]!;
  }
}

const unary = (f: (x: Tensor) => Tensor) => (p: Pool) => f(p.any());
const binary = (f: (a: Tensor, b: Tensor) => Tensor) => (p: Pool) => f(p.any(), p.any());
const best = (p: Pool): Tensor => argMax(p.batch, 1);
const order = (p: Pool): Tensor => argSort(p.batch, 1);
/** Whole numbers and truth values as numbers like the others. */
const number = (p: Pool, x: Tensor): Tensor => x.cast(p.dtype).mul(0.25);
const positive = (x: Tensor): Tensor => x.square().add(0.5);

type Operation = (p: Pool) => Tensor;

/** A way to use each primitive, on numbers that it is smooth for; a new one does not type-check without. */
export const operations: Readonly<Record<PrimitiveName, Operation>> = {
  abs: unary((x) => x.abs()),
  add: binary((a, b) => a.add(b)),
  argMax: (p) => number(p, best(p)).reshape([-1, 1]).mul(p.batch),
  argSort: (p) => number(p, order(p)).mul(p.batch),
  broadcast: (p) => p.of(p.n).broadcastTo([-1, p.n]),
  cast: (p) =>
    p
      .any()
      .cast("float64")
      .cast(p.dtype)
      .mul(number(p, p.any().greater(0))),
  concat: (p) => slice(concat([p.of(-1, 1), p.batch], 1), 1, 0, p.n),
  cos: unary(cos),
  count: (p) => p.any().div(p.batch.count(0)),
  cumsum: (p) => cumsum(p.batch, 1).add(cumsum(p.batch, 0, { reverse: true }).mul(0.1)),
  div: binary((a, b) => a.div(positive(b))),
  equal: (p) => p.any().equal(p.any()).where(p.any(), p.any()),
  erf: unary(erf),
  exp: unary((x) => x.tanh().exp()),
  expm1: unary((x) => x.tanh().expm1()),
  floor: unary((x) => floor(x).mul(0.1).add(x)),
  less: (p) => p.any().less(p.any()).where(p.any(), p.any()),
  lessEqual: (p) => p.any().lessEqual(p.any()).not().where(p.any(), p.any()),
  log: unary((x) => positive(x).log()),
  log1p: unary((x) => x.square().log1p()),
  matmul: (p) => p.batch.matmul(p.weights).matmul(p.weights.transpose()).mul(0.2),
  max: binary((a, b) => a.max(b)),
  min: binary((a, b) => a.min(b)),
  mul: binary((a, b) => a.mul(b)),
  named: (p) => {
    const [a, b] = [p.any(), p.any()];
    return a.mul(b).named("product", { a, b }, { scale: -1 });
  },
  neg: unary((x) => x.neg()),
  normalCdf: unary(normalCdf),
  normalPdf: unary(normalPdf),
  pad: (p) => pad(slice(p.batch, 1, 1, p.n), 1, 1, 0),
  putAlong: (p) => slice(apply(primitives.putAlong, [p.batch, order(p)], { axis: 1, length: p.n + 1 }), 1, 0, p.n),
  randomBits: (p) => number(p, randomBits(randomKey(5), [-1, p.n], 2)).mul(p.any()),
  reduceMax: (p) => p.batch.reduceMax(0).add(p.batch.reduceMax(1, { keepDims: true })),
  reshape: (p) => p.batch.reshape([-p.n]).reshape([-1, p.n]),
  scatterAdd: (p) => scatterAdd(p.weights, best(p), p.batch.matmul(p.weights)),
  sigmoid: unary((x) => x.sigmoid()),
  sin: unary(sin),
  slice: (p) => slice(concat([p.batch, p.batch], 0), 0, -1, -2),
  softplus: unary((x) => x.softplus()),
  sqrt: unary((x) => positive(x).sqrt()),
  stopGradient: (p) => number(p, best(p)).stopGradient().reshape([-1, 1]).add(p.any()),
  sub: binary((a, b) => a.sub(b)),
  sum: (p) => p.batch.sum(0),
  take: (p) => gather(p.weights.sum(1, { keepDims: true }), best(p)),
  takeAlong: (p) => takeAlong(p.batch, order(p), 1),
  tanh: unary((x) => x.tanh()),
  transpose: (p) => p.batch.transpose().matmul(p.batch).sum(0).mul(0.1),
  where: (p) => p.any().greater(p.any()).where(p.any(), 0),
  xlog1py: binary((a, b) => a.xlog1py(b.square())),
  xlogy: binary((a, b) => a.xlogy(positive(b))),
};

const minor = (x: Tensor): Tensor => x.reshape([-1, 1, x.shape[1]!]);
const rows = (x: Tensor): Tensor => x.reshape([-1, x.shape[1]!, 1]);

/** Primitives together, in the ways of networks and in some that are rare. */
const combinations: Readonly<Record<string, Operation>> = {
  dense: (p) => p.batch.matmul(p.weights).add(p.of(p.n).mean()).max(0).matmul(p.weights.transpose()).add(p.of(p.n)),
  softmax({ batch }) {
    const e = batch.sub(batch.reduceMax(1, { keepDims: true })).exp();
    return e.div(e.sum(1, { keepDims: true }));
  },
  logSoftmax({ batch }) {
    const e = batch.sub(batch.reduceMax(1, { keepDims: true })).exp();
    return e
      .div(e.sum(1, { keepDims: true }))
      .log()
      .mul(0.1);
  },
  normalized({ batch }) {
    const centred = batch.sub(batch.mean(1, { keepDims: true }));
    return centred.div(centred.square().mean(1, { keepDims: true }).add(0.01).sqrt());
  },
  outer: (p) => minor(p.batch).mul(rows(p.batch)).sum(1).mul(0.3),
  turned: (p) => minor(p.batch).sub(rows(p.batch)).transpose([0, 2, 1]).tanh().sum(2),
  stacked: (p) => rows(p.batch).matmul(minor(p.batch)).mean(1),
  everything: (p) => p.batch.sum().add(p.batch.reduceMin()).mul(0.1).add(p.any()),
  columns: (p) => p.batch.sum(1, { keepDims: true }).add(p.of(-1, 1)).mul(0.2),
  wholeNumbers: (p) => number(p, p.batch.mul(9).cast("int32").mul(7).add(p.batch.cast("int32")).max(-40)),
  counted: (p) =>
    number(
      p,
      p.batch
        .greater(0.1)
        .and(p.batch.less(p.of(p.n)))
        .or(p.batch.equal(0))
        .cast("int32")
        .sum(0),
    ),
  otherFloats({ batch, dtype }) {
    const other = batch.cast(dtype === "float64" ? "float32" : "float64");
    return other
      .tanh()
      .add(other.sum(1, { keepDims: true }))
      .cast(dtype)
      .mul(0.2)
      .add(batch);
  },
  chosen: (p) => p.of(-1, 1).greater(0).where(p.batch, p.of(p.n)),
  gram: (p) => p.weights.matmul(p.weights.transpose()).sum(0).mul(0.2),
  weightsLike: (p) => p.batch.transpose().matmul(p.batch.matmul(p.weights)).mul(0.05).tanh(),
};

/** What jumps somewhere, so that a difference in the last digit can become a large one. */
const jumping = new Set([
  ...[
    "argMax",
    "argSort",
    "cast",
    "chosen",
    "counted",
    "equal",
    "floor",
    "less",
    "lessEqual",
    "otherFloats",
    "putAlong",
  ],
  ...["scatterAdd", "stopGradient", "take", "takeAlong", "where", "wholeNumbers"],
]);

/** What has a slope that jumps. */
const kinked = new Set(["abs", "dense", "everything", "max", "min", "reduceMax"]);

/** What a random graph is drawn from. */
export interface Terms extends Widths {
  /** Whether values may jump somewhere, or their slopes, or neither. */
  readonly rough: "values" | "slopes" | "nothing";
  /** With what is made of several primitives. */
  readonly combined: boolean;
  /** How many. */
  readonly length: number;
}

export const basic: Terms = { n: 3, m: 2, dtype: "float64", rough: "values", combined: false, length: 12 };

/** Of the inputs: a batch, a matrix, a row and a number. */
export const specsOf = ({ n, m, dtype }: Terms): Spec[] =>
  [[-1, n], [n, m], [n], []].map((shape) => ({ shape, dtype }));

/**
 * A function of the inputs: a number in which every expression on the way has a part, and these expressions.
 *
 * @param seed - the first operation is another one for each, so that each has its turn
 */
export function randomGraph(seed: number, terms: Terms): Graph {
  const dice = new Dice(seed);
  const known = { ...operations, ...(terms.combined && combinations) } as Readonly<Record<string, Operation>>;
  const names = Object.keys(known).filter(
    (name) => terms.rough === "values" || !(jumping.has(name) || (terms.rough === "nothing" && kinked.has(name))),
  );
  return trace((...inputs) => {
    const pool = new Pool(dice, terms);
    pool.add(...inputs, inputs[0]!.sum(1, { keepDims: true }));
    const chosen = [
      names[seed % names.length]!,
      ...Array.from({ length: terms.length - 1 }, () => names[dice.below(names.length)]!),
    ];
    for (const name of chosen) pool.add(known[name]!(pool));
    const parts = pool.all.map((node, i) =>
      node
        .tanh()
        .mean()
        .mul(1 + i / 7),
    );
    return [parts.reduce((sum, part) => sum.add(part)), ...pool.all];
  }, specsOf(terms));
}

/** @param spread - numbers lie from −spread to spread */
export const randomInputs = (seed: number, rows: number, terms: Terms, spread = 1.5): Tensor[] =>
  specsOf(terms).map(({ shape, dtype }, i) =>
    uniform(
      foldIn(randomKey(seed), i),
      shape.map((n) => (n < 0 ? rows : n)),
      { low: -spread, high: spread, dtype },
    ),
  );
