import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { msle } from "./msle.ts";

test("the example of scikit-learn's documentation", () => {
  const [prediction, target] = [Float64Array.of(2.5, 5, 4, 8), Float64Array.of(3, 5, 2.5, 7)];
  expect(msle(tensor(prediction), tensor(target)).item()).toBeCloseTo(0.03973012298459379, 15);
});

test("the ratio counts, not the unit: 9 for 4 costs as much as 4 for 9", () => {
  expect(msle(tensor([9]), tensor([4])).item()).toBe(msle(tensor([4]), tensor([9])).item());
});

test("−1 and below is refused", () => {
  expect(() => msle(tensor([2, -1]), tensor([1, 1]))).toThrow(
    new ValueError("msle: expected prediction above −1, received -1. End the network with softplus, or take mse."),
  );
  expect(() => msle(tensor([2, 1]), tensor([1, -3]))).toThrow(/^msle: expected target above −1, received -3/);
});
