import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { meanAbsolutePercentageError } from "./meanAbsolutePercentageError.ts";

const prediction = tensor([3, 1, -5]);
const target = tensor([2, 4, -4]);

test("by hand: 50, 75 and 25 percent", () => {
  expect(meanAbsolutePercentageError(prediction, target).toArray()).toEqual([50, 75, 25]);
});

test("the slope is ±100/|y|", () => {
  const slopes = grad((p) => meanAbsolutePercentageError(p, target).sum())(prediction);
  expect(slopes.toArray()).toEqual([50, -25, -25]);
});

test("a target of 0 is refused", () => {
  expect(() => meanAbsolutePercentageError(tensor([1]), tensor([0]))).toThrow(
    new ValueError(
      "meanAbsolutePercentageError: expected target other than 0, received 0. " +
        "Leave such rows out, or take meanAbsoluteError.",
    ),
  );
});
