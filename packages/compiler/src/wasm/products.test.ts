import { normal, randomKey, type Shape, type Spec, type Tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { type Graph, replay, trace } from "../graph.ts";
import { panelled } from "./panels.ts";
import { schedule } from "./schedule.ts";
import { wasmPlan } from "./store.ts";

// Where tiles, panels and the last of both begin and end.
const rowCounts = [1, 2, 5, 6, 7, 8, 13, 64, 131];
const widths: readonly (readonly [m: number, n: number])[] = [
  [2, 40],
  [7, 33],
  [12, 64],
  [41, 72],
  [64, 48],
  [100, 130],
];

function expectSameBits(graph: Graph, about: string): void {
  const plan = wasmPlan(graph, "exact")!;
  for (const rows of rowCounts) {
    const values = graph.inputs.map(({ shape, dtype }, i) =>
      normal(
        randomKey(i),
        shape.map((length) => (length < 0 ? rows : length)),
        { dtype },
      ),
    );
    const expected = replay(graph)(values);
    plan(values).forEach((result, i) => {
      expect([about, rows, i, result.toTypedArray()]).toEqual([about, rows, i, expected[i]!.toTypedArray()]);
    });
  }
}

test.each(["float32", "float64"] as const)("the three products of a step, bit for bit: %s", (dtype) => {
  for (const [m, n] of widths) {
    const specs = [[-1, m] as const, [-1, n] as const, [m, n] as const].map((shape): Spec => ({ shape, dtype }));
    const graph = trace((x, d, w) => [x.matmul(w), d.matmul(w.transpose()), x.transpose().matmul(d)], specs);
    expectSameBits(graph, `${m} ${n}`);
  }
});

type Step = (x: Tensor, w: Tensor, b: Tensor, d: Tensor) => readonly Tensor[];

const traced = (step: Step, dtype: Spec["dtype"], [m, n]: readonly [number, number] = [12, 64]): Graph => {
  const shapes: readonly Shape[] = [[-1, m], [m, n], [n], [-1, n]];
  return trace(
    step,
    shapes.map((shape) => ({ shape, dtype })),
  );
};

const twice = (z: Tensor, d: Tensor): Tensor[] => [z.mul(d), z.sub(d).abs()];

/** The kinds of work that an engine does for a graph. */
const kindsOf = (graph: Graph): string[] =>
  panelled(schedule(graph), new Map(), new Set(graph.outputs)).pieces.map(({ kind }) => kind);

test.each<[string, Step]>([
  ["bias and relu", (x, w, b) => [x.matmul(w).add(b).max(0)]],
  ["a mask, whose elements are shorter", (x, w, b) => [x.matmul(w).add(b).greater(0)]],
  ["several results", (x, w, b, d) => twice(x.matmul(w).add(b), d)],
  ["an update", (x, w, _, d) => [w.sub(x.transpose().matmul(d).mul(0.1))]],
  ["one number for all", (x, w, b) => [x.matmul(w).div(b.sum())]],
])("before a product is stored: %s", (name, step) => {
  expect(kindsOf(traced(step, "float32"))).not.toContain("product");
  for (const dtype of ["float32", "float64"] as const)
    for (const shape of widths) expectSameBits(traced(step, dtype, shape), `${name} ${dtype} ${shape.join()}`);
});

const turned = (w: Tensor): Tensor => w.reshape(w.shape.toReversed());

test.each<[string, Step]>([
  ["and multiplied", (x, _, __, d) => [d.sum(0), x.transpose().matmul(d)]],
  ["after it was multiplied", (x, _, __, d) => [x.transpose().matmul(d), d.sum(0)]],
  ["along both axes", (x, _, __, d) => [d.sum(0), d.sum(1), x.transpose().matmul(d), d.sum()]],
  ["and its largest found", (x, _, __, d) => [d.reduceMax(0), x.transpose().matmul(d), d.reduceMax(1)]],
  ["and multiplied in two shapes", (x, w, _, d) => [w.sum(0), d.matmul(turned(w)), x.matmul(w)]],
  ["and then multiplied in another shape", (x, w, _, d) => [w.sum(0), x.matmul(w), d.matmul(turned(w))]],
])("a matrix that is summed up %s", (name, step) => {
  for (const dtype of ["float32", "float64"] as const)
    for (const shape of widths) expectSameBits(traced(step, dtype, shape), `${name} ${dtype} ${shape.join()}`);
});

test.each<[string, Step]>([
  ["a product that is a result", (x, w, b) => [x.matmul(w), x.matmul(w).add(b)]],
  ["one that others read", (x, w, b) => [x.matmul(w).add(b), x.matmul(w).matmul(w.transpose())]],
  ["a function, which would be copied into each vector of a tile", (x, w, b) => [x.matmul(w).add(b).tanh()]],
  ["a number for each row", (x, w, _, d) => [x.matmul(w).div(d.sum(1, { keepDims: true }))]],
])("stored first: %s", (_, step) => {
  const kinds = kindsOf(traced(step, "float32"));
  expect(kinds).toContain("product");
  expect(kinds.at(-1)).toBe("fusion");
});
