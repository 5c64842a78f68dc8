import { hinge, sparseCategoricalCrossentropy } from "@chainrule/losses";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { logLoss } from "./logLoss.ts";
import { mean } from "./mean.ts";

test("by hand: hinge of 0.5 for a yes and of 0.25 for a no", () => {
  expect(mean(hinge)(tensor([0.5, 0.25]), tensor([1, -1])).item()).toBe((0.5 + 1.25) / 2);
});

test("over rows where a loss has one value for each row", () => {
  const [prediction, target] = [tensor([[0.5, 0.5], [0.1, 0.9]]), tensor([0, 1], { dtype: "int32" })]; // prettier-ignore
  const metric = mean(sparseCategoricalCrossentropy);
  expect(metric(prediction, target)).toEqual(logLoss(prediction, target));
});
