import { normal, randomKey, type Tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { contextOf, expectNear, float64, transformed } from "../internal/testing.ts";
import { muon } from "./muon.ts";
import { sgd } from "./sgd.ts";

const step = (gradient: Tensor): number[][] => transformed(muon({ rate: 1 }), gradient) as number[][];

/** What five steps make of a singular value. */
const iterated = (start: number): number => {
  let x = start;
  for (let i = 0; i < 5; i++) x = 3.4445 * x - 4.775 * x ** 3 + 2.0315 * x ** 5;
  return x;
};

test("by hand: a diagonal matrix keeps its directions, and each value goes the way of the polynomial", () => {
  const [a, b] = [3, 4].map((value) => -iterated(value / (5 + 1e-7 / 1.95)));
  expectNear(
    step(
      float64([
        [3, 0],
        [0, -4],
      ]),
    ),
    [
      [a, 0],
      [0, -b!],
    ],
  );
});

test("all singular values come near 1, from wherever they were", () => {
  const update = float64(step(normal(randomKey(1), [4, 4], { dtype: "float64" })));
  const gram = update.matmul(update.transpose()).toArray() as number[][];
  const trace = gram.reduce((sum, row, i) => sum + row[i]!, 0);
  expect(trace / 4).toBeGreaterThan(0.5);
  expect(trace / 4).toBeLessThan(1.5);
});

test("a tall matrix is the transpose of a wide one, but for the factor √(outputs / inputs)", () => {
  const wide = float64([
    [1, 2, 3, 4],
    [2, -1, 0, 1],
  ]);
  const tall = float64(step(wide.transpose())).transpose().mul(Math.SQRT2);
  expectNear(step(wide), tall.toArray());
});

test("vectors go to the other optimizer", () => {
  expectNear(transformed(muon({ others: sgd({ rate: 0.5 }) }), float64([2, 4])), [-1, -2]);
});

test("the decay takes a share of the matrix", () => {
  const parameters = { w: float64([[2]]) };
  const optimizer = muon({ rate: 0.5, decay: 0.1 });
  const [updates] = optimizer.update({ w: float64([[0]]) }, optimizer.init(parameters), contextOf(parameters));
  expectNear(updates["w"]?.toArray(), [[-0.1]]);
});

test("a negative rate throws", () => {
  expect(() => muon({ rate: -1 })).toThrow(ValueError);
});
