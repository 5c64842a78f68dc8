import { meanAbsoluteError } from "@chainrule/losses";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { mae } from "./mae.ts";

const [prediction, target] = [
  tensor([
    [2.5, 0],
    [2, 8],
  ]),
  tensor([
    [3, -0.5],
    [2, 7],
  ]),
];

test("the example of scikit-learn's documentation", () => {
  expect(mae(prediction, target).item()).toBe(0.5);
});

test("is the mean of the loss", () => {
  expect(mae(prediction, target).item()).toBe(meanAbsoluteError(prediction, target).mean().item());
});
