import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { categoricalCrossentropy } from "./categoricalCrossentropy.ts";
import { categoricalFocalCrossentropy } from "./categoricalFocalCrossentropy.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

const [p, y] = [double([[0.25, 0.75]]), double([[1, 0]])];

test("by hand: ¼ for the true class costs (¾)² ln 4; Keras' α = 0.25 makes a quarter of it", () => {
  expect(categoricalFocalCrossentropy(p, y).item()).toBeCloseTo(0.75 ** 2 * Math.log(4), 15);
});

test("with gamma 0 it is categoricalCrossentropy", () => {
  expect(categoricalFocalCrossentropy(p, y, { gamma: 0 }).item()).toBeCloseTo(categoricalCrossentropy(p, y).item(), 15);
});

test("a class that is not meant has no slope, at 0 either", () => {
  const slopes = grad((p) => categoricalFocalCrossentropy(p, double([[1, 0]])).sum())(double([[1, 0]]));
  expect(slopes.abs().toArray()).toEqual([[0, 0]]);
});

test("a negative gamma is refused", () => {
  expect(() => categoricalFocalCrossentropy(p, y, { gamma: -1 })).toThrow(ValueError);
});
