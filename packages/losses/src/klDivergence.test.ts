import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { klDivergence } from "./klDivergence.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

test("by hand: from (½, ½) to (¼, ¾) it is ½ ln 2 + ½ ln ⅔; to itself 0", () => {
  const half = double([[0.5, 0.5]]);
  expect(klDivergence(double([[0.25, 0.75]]), half).item()).toBeCloseTo(Math.LN2 / 2 + Math.log(2 / 3) / 2, 15);
  expect(klDivergence(half, half).item()).toBe(0);
});

test("a class that is neither meant nor predicted costs nothing, one that is meant only costs ∞", () => {
  expect(klDivergence(tensor([[1, 0]]), tensor([[1, 0]])).item()).toBe(0);
  expect(klDivergence(tensor([[1, 0]]), tensor([[0.5, 0.5]])).item()).toBe(Infinity);
});

test("its slope is that of categoricalCrossentropy, −y/p", () => {
  const slopes = grad((p) => klDivergence(p, double([[0.5, 0.5]])).sum())(double([[0.25, 0.75]])).toTypedArray();
  [-2, -2 / 3].forEach((expected, i) => expect(slopes[i]).toBeCloseTo(expected, 15));
});

test("rows that do not sum to 1 are refused", () => {
  expect(() => klDivergence(double([[0.5, 0.9]]), double([[0.5, 0.5]]))).toThrow(ValueError);
});
