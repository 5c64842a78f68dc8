import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { multiLabelSoftMargin } from "./multiLabelSoftMargin.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

test("by hand: (½, ¼) for (1, 0) costs (ln 2 + ln 4/3)/2, one number a row", () => {
  const loss = multiLabelSoftMargin(double([[0.5, 0.25]]), double([[1, 0]]));
  expect(loss.shape).toEqual([1]);
  expect(loss.item()).toBeCloseTo((Math.LN2 + Math.log(4 / 3)) / 2, 15);
});

test("a score is refused: it takes probabilities", () => {
  expect(() => multiLabelSoftMargin(double([[3, 0]]), double([[1, 0]]))).toThrow(ValueError);
});
