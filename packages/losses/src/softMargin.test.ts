import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { binaryCrossentropy } from "./binaryCrossentropy.ts";
import { softMargin } from "./softMargin.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

test("by hand: 0 costs ln 2; ln 3 costs ln 4/3 if right and ln 4 if wrong", () => {
  const losses = softMargin(double([0, Math.log(3), Math.log(3)]), double([1, 1, -1])).toTypedArray();
  [Math.LN2, Math.log(4 / 3), Math.log(4)].forEach((expected, i) => expect(losses[i]).toBeCloseTo(expected, 15));
});

test("is binaryCrossentropy of the sigmoid, with targets 0 and 1", () => {
  const scores = double([-3, 0.5, 2]);
  const losses = softMargin(scores, double([-1, -1, 1])).toTypedArray();
  const same = binaryCrossentropy(scores.sigmoid(), double([0, 0, 1])).toTypedArray();
  losses.forEach((loss, i) => expect(loss).toBeCloseTo(same[i]!, 14));
});

test("0 as target is refused, with the way to map it", () => {
  expect(() => softMargin(tensor([1]), tensor([0]))).toThrow(
    new ValueError("softMargin: expected target −1 or 1, received 0. Map 0 and 1 with .mul(2).sub(1)."),
  );
});
