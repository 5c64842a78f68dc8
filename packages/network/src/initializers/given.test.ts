import { randomKey, ShapeError, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { given } from "./given.ts";
import { begin } from "./internal/testing.ts";

test("the numbers as written, rounded once to the dtype of the network", () => {
  const initializer = given([
    [0.1, -0.5],
    [0.3, 2],
  ]);
  expect(begin(initializer, [2, 2], "float64").toArray()).toEqual([
    [0.1, -0.5],
    [0.3, 2],
  ]);
  expect(begin(initializer, [2, 2], "float32").toArray()).toEqual(
    tensor([
      [0.1, -0.5],
      [0.3, 2],
    ]).toArray(),
  );
});

test("takes tensors and typed arrays", () => {
  expect(begin(given(Float32Array.of(1, 2)), [2]).toArray()).toEqual([1, 2]);
  expect(begin(given(tensor([[1, 2]])), [1, 2]).toArray()).toEqual([[1, 2]]);
});

test("a later change of the array does not count", () => {
  const row = [1, 2];
  const initializer = given(row);
  row[0] = 9;
  expect(begin(initializer, [2]).toArray()).toEqual([1, 2]);
});

test("another shape than the parameter's is refused, and ragged arrays at once", () => {
  const kernel = given([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  expect(() => kernel(randomKey(0), [2, 3], { dtype: "float32" })).toThrow(
    new ShapeError(
      "given: expected values of shape [2, 3], received [3, 2]. " +
        "A kernel is [inputs, units], a bias [units]: transpose what comes as [units, inputs].",
    ),
  );
  expect(() => given([[1, 2], [3]])).toThrow(ShapeError);
});
