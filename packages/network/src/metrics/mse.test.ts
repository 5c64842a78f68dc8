import { meanSquaredError } from "@chainrule/losses";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { mse } from "./mse.ts";

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
  expect(mse(prediction, target).item()).toBe(0.375);
});

test("is the mean of the loss", () => {
  expect(mse(prediction, target).item()).toBe(meanSquaredError(prediction, target).mean().item());
});
