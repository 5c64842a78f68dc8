import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { categoricalCrossentropy } from "./categoricalCrossentropy.ts";
import { polyLoss } from "./polyLoss.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

const [p, y] = [double([[0.25, 0.75]]), double([[1, 0]])];

test("by hand: ¼ for the true class costs ln 4 + 2·¾", () => {
  expect(polyLoss(p, y).item()).toBeCloseTo(Math.log(4) + 1.5, 15);
});

test("with epsilon 0 it is categoricalCrossentropy", () => {
  expect(polyLoss(p, y, { epsilon: 0 }).item()).toBe(categoricalCrossentropy(p, y).item());
});

test("an epsilon that is no number is refused", () => {
  expect(() => polyLoss(p, y, { epsilon: NaN })).toThrow(ValueError);
});
