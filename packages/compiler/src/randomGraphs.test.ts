import {
  apply,
  argMax,
  argSort,
  concat,
  cos,
  cumsum,
  erf,
  floor,
  foldIn,
  gather,
  normalCdf,
  normalPdf,
  pad,
  primitives,
  randomBits,
  randomKey,
  scatterAdd,
  type Shape,
  sin,
  slice,
  takeAlong,
  type Tensor,
  uniform,
} from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import type { PrimitiveName } from "./facets.ts";
import {
  deserializeGraph,
  gradients,
  type Graph,
  inOrder,
  placeholder,
  replay,
  serializeGraph,
  simplify,
  stabilize,
  trace,
} from "./index.ts";

// What must hold for any graph, on random ones: of all primitives, with an open number of rows.

/** Whole numbers drawn one after the other. */
class Dice {
  private readonly bits: Int32Array;
  private at = 0;

  constructor(seed: number) {
    this.bits = randomBits(foldIn(randomKey(2026), seed), [400], 31).toTypedArray() as Int32Array;
  }

  below(n: number): number {
    return this.bits[this.at++]! % n;
  }
}

/** The expressions so far, by shape. */
class Pool {
  readonly all: Tensor[] = [];
  private readonly dice: Dice;

  constructor(dice: Dice) {
    this.dice = dice;
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
    return [this.of(-1, 3), this.of(-1, 3), this.of(-1, 1), this.of(3), this.of()][this.dice.below(5)]!;
  }
}

const unary = (f: (x: Tensor) => Tensor) => (p: Pool) => f(p.any());
const binary = (f: (a: Tensor, b: Tensor) => Tensor) => (p: Pool) => f(p.any(), p.any());
const best = (p: Pool): Tensor => argMax(p.of(-1, 3), 1);
const order = (p: Pool): Tensor => argSort(p.of(-1, 3), 1);
const number = (x: Tensor): Tensor => x.cast("float64").mul(0.25);
const positive = (x: Tensor): Tensor => x.square().add(0.5);

/** A way to use each primitive, on numbers that it is smooth for; a new one does not type-check without. */
const operations: Readonly<Record<PrimitiveName, (p: Pool) => Tensor>> = {
  abs: unary((x) => x.abs()),
  add: binary((a, b) => a.add(b)),
  argMax: (p) => number(best(p)).reshape([-1, 1]).mul(p.of(-1, 3)),
  argSort: (p) => number(order(p)).mul(p.of(-1, 3)),
  broadcast: (p) => p.of(3).broadcastTo([-1, 3]),
  cast: (p) =>
    p
      .any()
      .cast("float64")
      .mul(number(p.any().greater(0))),
  concat: (p) => slice(concat([p.of(-1, 1), p.of(-1, 3)], 1), 1, 0, 3),
  cos: unary(cos),
  count: (p) => p.any().div(p.of(-1, 3).count(0)),
  cumsum: (p) => cumsum(p.of(-1, 3), 1).add(cumsum(p.of(-1, 3), 0, { reverse: true }).mul(0.1)),
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
  matmul: (p) => p.of(-1, 3).matmul(p.of(3, 2)).matmul(p.of(3, 2).transpose()).mul(0.2),
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
  pad: (p) => pad(slice(p.of(-1, 3), 1, 1, 2), 1, 2, 0),
  putAlong: (p) => slice(apply(primitives.putAlong, [p.of(-1, 3), order(p)], { axis: 1, length: 4 }), 1, 0, 3),
  randomBits: (p) => number(randomBits(randomKey(5), [-1, 3], 2)).mul(p.any()),
  reduceMax: (p) =>
    p
      .of(-1, 3)
      .reduceMax(0)
      .add(p.of(-1, 3).reduceMax(1, { keepDims: true })),
  reshape: (p) => p.of(-1, 3).reshape([-3]).reshape([-1, 3]),
  scatterAdd: (p) => scatterAdd(p.of(3, 2), best(p), p.of(-1, 3).matmul(p.of(3, 2))),
  sigmoid: unary((x) => x.sigmoid()),
  sin: unary(sin),
  slice: (p) => slice(concat([p.of(-1, 3), p.of(-1, 3)], 0), 0, -1, -2),
  softplus: unary((x) => x.softplus()),
  sqrt: unary((x) => positive(x).sqrt()),
  stopGradient: (p) => number(best(p)).stopGradient().reshape([-1, 1]).add(p.any()),
  sub: binary((a, b) => a.sub(b)),
  sum: (p) => p.of(-1, 3).sum(0),
  take: (p) => gather(p.of(3, 2).sum(1, { keepDims: true }), best(p)),
  takeAlong: (p) => takeAlong(p.of(-1, 3), order(p), 1),
  tanh: unary((x) => x.tanh()),
  transpose: (p) => p.of(-1, 3).transpose().matmul(p.of(-1, 3)).sum(0).mul(0.1),
  where: (p) => p.any().greater(p.any()).where(p.any(), 0),
  xlog1py: binary((a, b) => a.xlog1py(b.square())),
  xlogy: binary((a, b) => a.xlogy(positive(b))),
};

const specs: readonly Shape[] = [[-1, 3], [3, 2], [3], []];

/** A scalar function of x, a matrix, a row and a number: every expression on the way has a part in it. */
function randomGraph(seed: number): Graph {
  const dice = new Dice(seed);
  const names = Object.keys(operations) as PrimitiveName[];
  return trace(
    (...inputs) => {
      const pool = new Pool(dice);
      pool.add(...inputs, inputs[0]!.sum(1, { keepDims: true }));
      // The first is another one for each graph, so that each has its turn.
      const chosen = [
        names[seed % names.length]!,
        ...Array.from({ length: 11 }, () => names[dice.below(names.length)]!),
      ];
      for (const name of chosen) pool.add(operations[name](pool));
      const parts = pool.all.map((node, i) =>
        node
          .tanh()
          .mean()
          .mul(1 + i / 7),
      );
      return [parts.reduce((sum, part) => sum.add(part)), ...pool.all];
    },
    specs.map((shape) => ({ shape, dtype: "float64" })),
  );
}

const inputsFor = (seed: number, rows: number): Tensor[] =>
  specs.map((shape, i) =>
    uniform(
      foldIn(randomKey(seed), i),
      shape.map((n) => (n < 0 ? rows : n)),
      { low: -1.5, high: 1.5, dtype: "float64" },
    ),
  );

const bits = (outputs: readonly Tensor[]): unknown => outputs.map(({ shape, dtype, data }) => [shape, dtype, data]);
/** −0 and 0 are the same here. */
const numbers = (outputs: readonly Tensor[]): unknown =>
  outputs.map((x) => [x.shape, Array.from(x.data!, (n) => n + 0)]);

const seeds = Array.from({ length: 200 }, (_, i) => i);
const graphs = (): { seed: number; graph: Graph }[] => seeds.map((seed) => ({ seed, graph: randomGraph(seed) }));

/** Says which graph it was. */
const forEachGraph = (check: (graph: Graph, seed: number) => void): void => {
  for (const { seed, graph } of graphs()) {
    try {
      check(graph, seed);
    } catch (cause) {
      throw new Error(`graph ${seed}`, { cause });
    }
  }
};

describe("200 random graphs", { timeout: 30_000 }, () => {
  test("hold every primitive", () => {
    const found = new Set(
      graphs().flatMap(({ graph }) => inOrder(graph.outputs).map(({ source }) => source?.primitive.name)),
    );
    expect([...found].filter(Boolean).sort()).toEqual(Object.keys(operations).sort());
  });

  test("gradients are those of central differences", () => {
    forEachGraph(({ inputs, outputs }, seed) => {
      const x = inputsFor(seed, 4);
      const value = replay({ inputs, outputs: [outputs[0]!] });
      const slopes = replay({ inputs, outputs: simplify(gradients(outputs[0]!, inputs)) })(x);
      // Along two directions, in which every element of every input takes part.
      for (const direction of [inputsFor(seed + 1000, 4), inputsFor(seed + 2000, 4)]) {
        const at = (step: number): number => value(x.map((part, i) => part.add(direction[i]!.mul(step))))[0]!.item();
        const truth = (at(1e-6) - at(-1e-6)) / 2e-6;
        const ours = slopes.map((slope, i) => slope.mul(direction[i]!).sum().item()).reduce((a, b) => a + b);
        expect(Math.abs(ours - truth), `${ours} for ${truth}`).toBeLessThan(1e-7 * Math.max(1, Math.abs(truth)));
      }
    });
  });

  test("simplify changes nothing but the sign of a 0, stabilize nothing here", () => {
    forEachGraph((graph, seed) => {
      const x = inputsFor(seed, 4);
      const plain = replay(graph)(x);
      expect(numbers(replay({ ...graph, outputs: simplify(graph.outputs) })(x))).toEqual(numbers(plain));
      expect(bits(replay({ ...graph, outputs: stabilize(graph.outputs) })(x))).toEqual(bits(plain));
    });
  });

  test("run on any number of rows, at once or by way of other expressions", () => {
    forEachGraph((graph, seed) => {
      for (const rows of [1, 6]) {
        const x = inputsFor(seed, rows);
        const plain = replay(graph)(x);
        const known = x.map(placeholder);
        const unrolled = { inputs: known, outputs: replay(graph)(known) };
        expect(bits(replay(unrolled)(x))).toEqual(bits(plain));
        if (rows % 2) continue;
        const pairs = specs.map((shape) =>
          placeholder({ shape: shape.map((n) => (n < 0 ? -2 : n)), dtype: "float64" }),
        );
        const paired = { inputs: pairs, outputs: replay(graph)(pairs) };
        expect(bits(replay(paired)(x))).toEqual(bits(plain));
      }
    });
  });

  test("come back from JSON with the same bits", () => {
    forEachGraph((graph, seed) => {
      const { graph: saved, tensors } = serializeGraph(graph);
      const loaded = deserializeGraph(JSON.parse(JSON.stringify(saved)), tensors);
      const x = inputsFor(seed, 4);
      expect(bits(replay(loaded)(x))).toEqual(bits(replay(graph)(x)));
      expect(serializeGraph(loaded)).toEqual({ graph: saved, tensors });
    });
  });
});
