import { grad } from "@chainrule/compiler";
import { tensor, type Tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { cosineSimilarity } from "./cosineSimilarity.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

test("by hand: (3, 4) and (4, 3) give −24/25; the same way −1, away 1, across 0", () => {
  const predictions = double([[3, 4], [6, 8], [-3, -4], [4, -3]]); // prettier-ignore
  const losses = cosineSimilarity(
    predictions,
    double([
      [4, 3],
      [3, 4],
      [3, 4],
      [3, 4],
    ]),
  ).toTypedArray();
  [-24 / 25, -1, 1, 0].forEach((expected, i) => expect(losses[i]).toBeCloseTo(expected, 15));
});

test("by hand: the slope at (3, 4) towards (4, 3) is −(28, −21)/625, across the prediction", () => {
  const slopes = grad((p) => cosineSimilarity(p, double([[4, 3]])).sum())(double([[3, 4]])).toTypedArray();
  [-28 / 625, 21 / 625].forEach((expected, i) => expect(slopes[i]).toBeCloseTo(expected, 15));
});

test("a row of zeros has no direction: 0, with no slope", () => {
  const loss = (p: Tensor) => cosineSimilarity(p, tensor([[3, 4]])).sum();
  expect(Math.abs(loss(tensor([[0, 0]])).item())).toBe(0);
  expect(
    grad(loss)([[0, 0]])
      .abs()
      .toArray(),
  ).toEqual([[0, 0]]);
});
