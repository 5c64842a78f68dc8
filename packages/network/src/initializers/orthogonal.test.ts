import { eye, ShapeError, type Tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { begin, summarize } from "./internal/testing.ts";
import { orthogonal } from "./orthogonal.ts";

const distanceFromIdentity = (x: Tensor): number =>
  x
    .sub(eye(x.shape[0]!, { dtype: x.dtype }))
    .abs()
    .reduceMax()
    .item();

test("columns at right angles, of length 1; rows where there are fewer", () => {
  const tall = begin(orthogonal(), [50, 20]);
  expect(distanceFromIdentity(tall.transpose().matmul(tall))).toBeLessThan(1e-14);
  const wide = begin(orthogonal({ gain: 2 }), [20, 50]);
  expect(distanceFromIdentity(wide.matmul(wide.transpose()).div(4))).toBeLessThan(1e-14);
  const square = begin(orthogonal(), [120, 120]);
  expect(distanceFromIdentity(square.matmul(square.transpose()))).toBeLessThan(1e-13);
});

test("the length of a vector stays", () => {
  const x = begin(orthogonal(), [1, 30]);
  expect(
    x
      .matmul(begin(orthogonal(), [30, 30]))
      .square()
      .sum()
      .item(),
  ).toBeCloseTo(1, 13);
});

test("axes before the last two count as inputs", () => {
  const x = begin(orthogonal(), [2, 3, 4]).reshape([6, 4]);
  expect(distanceFromIdentity(x.transpose().matmul(x))).toBeLessThan(1e-14);
});

test("evenly distributed: in each place around 0, with variance 1 / inputs", () => {
  const firsts = Array.from({ length: 400 }, (_, seed) => begin(orthogonal(), [3, 3], "float64", seed));
  const numbers = firsts.map((x) => x.reshape([9]).toTypedArray());
  for (let place = 0; place < 9; place++) {
    const column = numbers.map((row) => row[place]!);
    const mean = column.reduce((a, b) => a + b) / 400;
    expect(Math.abs(mean)).toBeLessThan(0.12);
    expect(column.reduce((sum, x) => sum + x * x, 0) / 400).toBeCloseTo(1 / 3, 1);
  }
  expect(summarize(begin(orthogonal(), [40, 40])).deviation).toBeCloseTo(Math.sqrt(1 / 40), 3);
});

test("a bias is refused", () => {
  expect(() => begin(orthogonal(), [3])).toThrow(ShapeError);
});
