import { expect, test } from "vitest";
import {
  argMax,
  argSort,
  concat,
  cumsum,
  floor,
  gather,
  pad,
  scatterAdd,
  slice,
  sort,
  takeAlong,
  tensor,
  Tensor,
} from "./index.ts";

const int = (numbers: number[] | number[][]): Tensor => tensor(numbers, { dtype: "int32" });
const grid = tensor([
  [3, 1, 2],
  [6, 5, 4],
]);

test("argMax: the first of several, NaN before all", () => {
  expect(argMax(grid, -1).toArray()).toEqual([0, 0]);
  expect(argMax(tensor([1, 3, 3]), 0).item()).toBe(1);
  expect(argMax(tensor([-0, 0]), 0).item()).toBe(0);
  expect(argMax(tensor([1, NaN, 2, NaN]), 0).item()).toBe(1);
  expect(argMax(tensor([-Infinity, -Infinity]), 0).item()).toBe(0);
  expect(
    argMax(
      int([
        [1, 5],
        [7, 2],
      ]),
      0,
    ).toArray(),
  ).toEqual([1, 0]);
});

test("sort and argSort along either axis; equal elements keep their order, NaN comes last", () => {
  expect(sort(grid, 1).toArray()).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(sort(grid, 0).toArray()).toEqual([
    [3, 1, 2],
    [6, 5, 4],
  ]);
  expect(argSort(tensor([2, NaN, -Infinity, 2, 1]), 0).toArray()).toEqual([2, 4, 0, 3, 1]);
  expect(sort(tensor([]), 0).toArray()).toEqual([]);
});

test("cumsum from either end", () => {
  expect(cumsum(grid, 1).toArray()).toEqual([
    [3, 4, 6],
    [6, 11, 15],
  ]);
  expect(cumsum(grid, 0, { reverse: true }).toArray()).toEqual([
    [9, 6, 6],
    [6, 5, 4],
  ]);
});

test("slice, pad and concat, also of nothing and of rows of unknown number", () => {
  expect(slice(grid, -1, 1, 3).toArray()).toEqual([
    [1, 2],
    [5, 4],
  ]);
  expect(slice(grid, 0, 1, 1).shape).toEqual([0, 3]);
  expect(pad(tensor([1, 2]), 0, 1, 2).toArray()).toEqual([0, 1, 2, 0, 0]);
  expect(pad(tensor([true]), 0, 1, 0).toArray()).toEqual([0, 1]);
  expect(concat([grid, tensor([[7], [8]])], 1).toArray()).toEqual([
    [3, 1, 2, 7],
    [6, 5, 4, 8],
  ]);
  expect(concat([tensor([]), tensor([1])], 0).toArray()).toEqual([1]);
  const rows = new Tensor({ shape: [-1, 3], dtype: "float32" });
  const twice = concat([rows, rows], 0);
  expect([twice.shape, slice(twice, 0, -1, -2).shape, pad(rows, 0, -1, 0).shape]).toEqual([
    [-2, 3],
    [-1, 3],
    [-2, 3],
  ]);
  expect(() => slice(grid, 1, 1, 4)).toThrow(
    "slice: expected 0 ≤ start ≤ end ≤ the length of axis 1 of [2, 3], received 1 to 4. Indices count from 0.",
  );
  expect(() => pad(rows, 0, 1, 0)).toThrow(
    "pad: expected lengths that are both known or both multiples of the rows, received rows and 1.",
  );
});

test("gather and scatterAdd; an index out of range is refused", () => {
  const table = tensor([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  expect(
    gather(
      table,
      int([
        [2, 0],
        [1, 1],
      ]),
    ).toArray(),
  ).toEqual([
    [
      [5, 6],
      [1, 2],
    ],
    [
      [3, 4],
      [3, 4],
    ],
  ]);
  expect(gather(table, int([])).shape).toEqual([0, 2]);
  expect(
    scatterAdd(
      table,
      int([0, 0]),
      tensor([
        [10, 20],
        [100, 200],
      ]),
    ).toArray(),
  ).toEqual([
    [111, 222],
    [3, 4],
    [5, 6],
  ]);
  expect(slice(table, 0, 0, 1).toArray()).toEqual([[1, 2]]);
  expect(() => gather(table, int([3]))).toThrow(
    "gather: expected indices from 0 to 2, received 3. Check the labels or the table.",
  );
  expect(() => gather(table, tensor([1]))).toThrow(
    'gather: expected int32 indices, received float32. Write .cast("int32").',
  );
});

test("takeAlong", () => {
  expect(
    takeAlong(
      grid,
      int([
        [2, 2],
        [0, 1],
      ]),
      1,
    ).toArray(),
  ).toEqual([
    [2, 2],
    [6, 5],
  ]);
  expect(takeAlong(grid, int([[1, 0, 1]]), 0).toArray()).toEqual([[6, 1, 4]]);
});

test("floor", () => {
  expect(floor(tensor([-1.5, -0, 0.9, Infinity, NaN])).toArray()).toEqual([-2, -0, 0, Infinity, NaN]);
});
