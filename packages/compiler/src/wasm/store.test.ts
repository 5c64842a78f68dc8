import { type DType, normal, randomKey, type Tensor, tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { gradients, type Graph, trace } from "../index.ts";
import { type Series, type Store, supportedModes, wasmStore } from "./index.ts";

/** A step of a perceptron: `[x, y, number, w, v] → [loss, gradients, w, v]`. */
function stepOf(width: number, dtype: DType): Graph {
  const shapes = [[-1, width], [-1, 2], [], [width, width], [width, 2]];
  return trace(
    (x, y, number, w, v) => {
      const error = x.matmul(w).sigmoid().matmul(v).tanh().sub(y);
      const loss = error.square().mean();
      const slopes = gradients(loss, [w, v]);
      const rate = number.cast(dtype).mul(0.1);
      return [loss, ...slopes, w.sub(slopes[0]!.mul(rate)), v.sub(slopes[1]!.mul(rate))];
    },
    shapes.map((shape, i) => ({ shape, dtype: i === 2 ? "int32" : dtype })),
  );
}

const outputs = { logged: 1, guarded: [0, 1, 2, 3, 4], updates: [0, 1] };

/** Runs that many steps on the same batch. */
function go(series: Series, [x, y]: readonly [Tensor, Tensor], steps: number): number {
  for (let step = 0; step < steps; step++) {
    const [forX, forY] = series.batches(x.shape[0]!);
    forX!.set(x.data!);
    forY!.set(y.data!);
    const done = series.run(x.shape[0]!, 1, step + 1);
    if (done < 1) return step;
  }
  return steps;
}

const kinds = supportedModes().flatMap((mode) => [[mode, "float32"] as const, [mode, "float64"] as const]);

describe.each(kinds)("%s, %s", (mode, dtype) => {
  const drawn = (key: number, shape: readonly number[]): Tensor => normal(randomKey(key), shape, { dtype });

  // Two and three columns are unrolled for a full batch, forty are not.
  test.each([2, 3, 40])("steps in the store as by plans with everything handed in, width %i", (width) => {
    const graph = stepOf(width, dtype);
    const batch = [drawn(1, [3, width]), drawn(2, [3, 2])] as const;
    let weights = [drawn(3, [width, width]), drawn(4, [width, 2])];
    const plan = wasmStore([], mode)!.plan(graph, []);
    const stores = [3, 8].map((capacity): [Store, Series] => {
      const store = wasmStore(weights, mode)!;
      store.write(0, weights);
      return [store, store.series(graph, [0, 1], capacity, outputs)];
    });
    const losses: Tensor[] = [];
    for (let step = 1; step <= 4; step++) {
      const [loss, , , ...after] = plan([...batch, numbered(step), ...weights]);
      losses.push(loss!);
      weights = after;
    }
    for (const [store, series] of stores) {
      expect(go(series, batch, 4)).toBe(4);
      expect(store.read(0, 2)).toEqual(weights);
      expect(series.log()[0]).toBe(losses.at(-1)!.item());
    }
  });

  test("a number that is not finite ends a call", () => {
    const graph = stepOf(3, dtype);
    const weights = [drawn(3, [3, 3]), drawn(4, [3, 2]).mul(Infinity)];
    const store = wasmStore(weights, mode)!;
    store.write(0, weights);
    const batch = [drawn(1, [2, 3]), drawn(2, [2, 2])] as const;
    for (const capacity of [2, 5]) expect(go(store.series(graph, [0, 1], capacity, outputs), batch, 3)).toBe(0);
  });

  test.each([1, 2, 3, 4, 5, 7, 8, 9, 12])("sums and maxima along %i, as interpreted", (length) => {
    const odd = [-0, 0, 1.5, -Infinity, NaN, -3, -0, -0, 7e-45, 2e30, -0, -0, -0];
    for (const [shape, axis] of [
      [[3, length], 1],
      [[length, 5], 0],
      [[length, 1], 0],
    ] as const) {
      const size = shape[0] * shape[1];
      for (let first = 0; first < odd.length; first++) {
        const numbers = Array.from({ length: size }, (_, i) => odd[(first + i) % odd.length]!);
        const x = tensor(numbers, { shape, dtype });
        const expected = [x.sum(axis), x.reduceMax(axis)];
        const slots = [x, ...expected];
        const graph = trace(
          (batch, number, m) => [batch.sum().add(number.cast(dtype)), m.sum(axis), m.reduceMax(axis)],
          [{ shape: [-1, 1], dtype }, { shape: [], dtype: "int32" }, ...slots],
        );
        // As a straight line for the rows it is made for, and in pieces for fewer.
        for (const capacity of [1, 2]) {
          const store = wasmStore(slots, mode)!;
          store.write(0, [x]);
          const series = store.series(graph, [0, 1, 2], capacity, { logged: 1, guarded: [0], updates: [1, 2] });
          series.batches(1)[0]!.fill(0);
          expect(series.run(1, 1, 1)).toBe(1);
          expect(store.read(1, 2)).toEqual(expected);
        }
      }
    }
  });

  test("slots that change places", () => {
    const graph = trace(
      (x, number, a, b) => [x.mean().add(number.cast(dtype)), b, a],
      [
        { shape: [-1, 2], dtype },
        { shape: [], dtype: "int32" },
        { shape: [2, 3], dtype },
        { shape: [2, 3], dtype },
      ],
    );
    const [a, b] = [drawn(1, [2, 3]), drawn(2, [2, 3])];
    for (const capacity of [1, 2]) {
      const store = wasmStore([a, b], mode)!;
      store.write(0, [a, b]);
      const series = store.series(graph, [0, 1], capacity, { logged: 1, guarded: [0], updates: [0, 1] });
      for (let step = 1; step <= 3; step++) {
        series.batches(1)[0]!.fill(1);
        expect(series.run(1, 1, step)).toBe(1);
      }
      expect(store.read(0, 2)).toEqual([b, a]);
    }
  });
});

const numbered = (step: number): Tensor => normal(randomKey(0), []).mul(0).add(step).cast("int32");
