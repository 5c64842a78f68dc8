import { formula } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { categoricalCrossentropy } from "./categoricalCrossentropy.ts";

const double = (numbers: number[][]) => tensor(numbers, { dtype: "float64" });
const prediction = double([
  [0.5, 0.25, 0.25],
  [0, 0, 1],
]);
const target = double([
  [0, 1, 0],
  [0, 0, 1],
]);

test("by hand: one loss a row, −ln ¼ and −ln 1", () => {
  const losses = categoricalCrossentropy(prediction, target);
  expect(losses.shape).toEqual([2]);
  expect(losses.toTypedArray()[0]).toBeCloseTo(Math.log(4), 15);
  expect(losses.toTypedArray()[1]).toBeCloseTo(0, 15);
});

test("by hand: smoothing by 0.3 makes the target (0.1, 0.8, 0.1)", () => {
  const [loss] = categoricalCrossentropy(prediction, target, { labelSmoothing: 0.3 }).toTypedArray();
  expect(loss).toBeCloseTo(0.1 * Math.log(2) + 0.9 * Math.log(4), 15);
});

test("rows that do not sum to 1 are refused", () => {
  expect(() => categoricalCrossentropy(double([[0.5, 0.5, 0.5]]), double([[0, 1, 0]]))).toThrow(
    new ValueError(
      "categoricalCrossentropy: expected each row of prediction to sum to 1, received 1.5. " +
        "End the network with softmax.",
    ),
  );
});

test("smoothing by more than all is refused", () => {
  expect(() => categoricalCrossentropy(prediction, target, { labelSmoothing: 1.5 })).toThrow(
    new ValueError(
      "categoricalCrossentropy: expected labelSmoothing to be a number from 0 to 1, received 1.5. Pass for example 0.1.",
    ),
  );
});

test("reads as a textbook writes it", () => {
  const shapes = [
    [2, 3],
    [2, 3],
  ];
  expect(formula(categoricalCrossentropy, { names: ["p", "y"], shapes })).toBe("−Σ y·ln(p)");
});
