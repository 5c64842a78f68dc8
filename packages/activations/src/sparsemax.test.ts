import { jacobian } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { sparsemax } from "./sparsemax.ts";

const double = (row: number[]) => tensor(row, { dtype: "float64" });

test("by hand: (0.5, 0.25, −2) ↦ (5/8, 3/8, 0); who leads by 1 takes all", () => {
  expect(sparsemax(double([0.5, 0.25, -2])).toArray()).toEqual([0.625, 0.375, 0]);
  expect(sparsemax(double([3, 2, 1])).toArray()).toEqual([1, 0, 0]);
  expect(sparsemax(double([7, 7, 7, 7])).toArray()).toEqual([0.25, 0.25, 0.25, 0.25]);
});

test("by hand: among the k that stay the Jacobian is δ − 1/k", () => {
  const slopes = jacobian(sparsemax)(double([0.5, 0.25, -2]));
  expect(slopes.toArray()).toEqual([
    [0.5, -0.5, 0],
    [-0.5, 0.5, 0],
    [0, 0, 0],
  ]);
});

test("is the nearest distribution: nearer than any other of a fine grid", () => {
  const row = [0.9, 0.4, 0.1];
  const p = sparsemax(double(row)).toTypedArray();
  const distance = (q: ArrayLike<number>): number => row.reduce((sum, x, i) => sum + (x - q[i]!) ** 2, 0);
  expect(p[0]! + p[1]! + p[2]!).toBeCloseTo(1, 15);
  for (let a = 0; a <= 100; a++) {
    for (let b = 0; a + b <= 100; b++) {
      expect(distance(p)).toBeLessThanOrEqual(distance([a / 100, b / 100, 1 - (a + b) / 100]) + 1e-15);
    }
  }
});

test("each row is on its own, at any rank", () => {
  expect(sparsemax(tensor([[[0, 0]], [[5, 0]]])).toArray()).toEqual([[[0.5, 0.5]], [[1, 0]]]);
});
