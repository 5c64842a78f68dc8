import { normal, randomKey, type Shape, type Spec } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { replay, trace } from "../graph.ts";
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

test.each(["float32", "float64"] as const)("the three products of a step, bit for bit: %s", (dtype) => {
  for (const [m, n] of widths) {
    const shapes: Shape[] = [
      [-1, m],
      [-1, n],
      [m, n],
    ];
    const specs: Spec[] = shapes.map((shape) => ({ shape, dtype }));
    const graph = trace((x, d, w) => [x.matmul(w), d.matmul(w.transpose()), x.transpose().matmul(d)], specs);
    const plan = wasmPlan(graph, "exact")!;
    for (const rows of rowCounts) {
      const values = shapes.map((shape, i) =>
        normal(
          randomKey(i),
          shape.map((length) => (length < 0 ? rows : length)),
          { dtype },
        ),
      );
      const expected = replay(graph)(values);
      plan(values).forEach((product, i) => {
        expect([rows, m, n, i, product.toTypedArray()]).toEqual([rows, m, n, i, expected[i]!.toTypedArray()]);
      });
    }
  }
});
