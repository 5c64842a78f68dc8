import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { balancedAccuracy } from "./balancedAccuracy.ts";

test("by hand: all nine of one class, none of the single one of the other", () => {
  const [prediction, target] = [tensor(Array.from({ length: 10 }, () => 0.1)), tensor([1, 0, 0, 0, 0, 0, 0, 0, 0, 0])];
  expect(balancedAccuracy(prediction, target).item()).toBe(0.5);
});

test("a class without rows is left out, also if it is predicted", () => {
  const prediction = tensor([[1, 0, 0], [0, 1, 0], [0, 0, 1]]); // prettier-ignore
  expect(balancedAccuracy(prediction, tensor([0, 1, 1], { dtype: "int32" })).item()).toBe(0.75);
});
