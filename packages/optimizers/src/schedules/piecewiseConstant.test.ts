import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { valuesAt } from "../internal/testing.ts";
import { piecewiseConstant } from "./piecewiseConstant.ts";

test("by hand: the new value holds from the boundary on", () => {
  const schedule = piecewiseConstant([1, 0.5, 3], { boundaries: [2, 5] });
  expect(valuesAt(schedule, [0, 1, 2, 4, 5, 9])).toEqual([1, 1, 0.5, 0.5, 3, 3]);
});

test("lists that do not fit throw", () => {
  expect(() => piecewiseConstant([1, 2], { boundaries: [] })).toThrow(ValueError);
  expect(() => piecewiseConstant([1, NaN], { boundaries: [3] })).toThrow(/expected values\[1\] to be a finite number/);
  expect(() => piecewiseConstant([1, 2, 3], { boundaries: [5, 5] })).toThrow(
    "piecewiseConstant: expected boundaries to be whole numbers from 1 up, each above the one before, received 5, 5. " +
      "Sort them and leave out repeats.",
  );
});
