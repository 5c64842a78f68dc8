import { normal, randomKey, type Tensor, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { replay, trace } from "../index.ts";
import { wasmPlan } from "./index.ts";

// Sums of more elements than are added up by themselves: along columns, along rows, of lengths that are known or not.

const lengths = [1, 7, 8, 2047, 2048, 2049, 2055, 4096, 4099, 9000];
const ways: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  all: (x) => x.sum(),
  "of each row": (x) => x.sum(1),
  "of each column": (x) => x.sum(0),
  mean: (x) => x.mean(),
};

test.each(lengths)("%i elements, as interpreted", (length) => {
  for (const dtype of ["float32", "float64"] as const) {
    for (const shape of [
      [length, 3],
      [3, length],
      [length, 1],
      [1, length],
    ]) {
      const x = normal(randomKey(length), shape, { dtype });
      for (const [name, f] of Object.entries(ways)) {
        for (const known of [true, false]) {
          const graph = trace((x) => [f(x)], [{ shape: known ? shape : [-1, shape[1]!], dtype }]);
          const right = replay(graph)([x])[0]!;
          const ours = wasmPlan(graph, "exact")!([x])[0]!;
          expect([name, known, shape, ours.toArray()]).toEqual([name, known, shape, right.toArray()]);
        }
      }
    }
  }
});

test("a million float32 numbers keep their digits", () => {
  const x = tensor(new Float32Array(1e6).fill(0.1));
  const graph = trace((x) => [x.mean(), x.sum()], [{ shape: [-1], dtype: "float32" }]);
  for (const [mean, sum] of [replay(graph)([x]), wasmPlan(graph, "exact")!([x])]) {
    expect(Math.abs(mean!.item() / 0.1 - 1)).toBeLessThan(1e-5);
    expect(Math.abs(sum!.item() / 1e5 - 1)).toBeLessThan(1e-5);
  }
});
