import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { categoricalGeneralizedCrossEntropy } from "./categoricalGeneralizedCrossEntropy.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

const [p, y] = [double([[0.25, 0.75]]), double([[1, 0]])];

test("by hand: ¼ for the true class costs 2(1 − ½) = 1; with q = 1 it costs ¾", () => {
  expect(categoricalGeneralizedCrossEntropy(p, y).item()).toBe(1);
  expect(categoricalGeneralizedCrossEntropy(p, y, { q: 1 }).item()).toBe(0.75);
});

test("nears categoricalCrossentropy as q goes to 0, and is at most 1/q", () => {
  expect(categoricalGeneralizedCrossEntropy(p, y, { q: 1e-6 }).item()).toBeCloseTo(Math.log(4), 5);
  expect(categoricalGeneralizedCrossEntropy(double([[0, 1]]), y, { q: 0.7 }).item()).toBeCloseTo(1 / 0.7, 15);
});

test("by hand: the slope is −p^(q − 1), and 0 for a class that is not meant", () => {
  const slopes = grad((p) => categoricalGeneralizedCrossEntropy(p, y).sum())(p);
  expect(slopes.abs().toArray()).toEqual([[2, 0]]);
});

test("q = 0 is refused", () => {
  expect(() => categoricalGeneralizedCrossEntropy(p, y, { q: 0 })).toThrow(
    new ValueError(
      "categoricalGeneralizedCrossEntropy: expected q to be a number above 0 and at most 1, received 0. " +
        "Pass for example 0.5.",
    ),
  );
});
