import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { maxError } from "./maxError.ts";

test("the example of scikit-learn's documentation, and of all outputs together", () => {
  expect(maxError(tensor([4, 2, 7, 1]), tensor([3, 2, 7, 1])).item()).toBe(1);
  expect(maxError(tensor([[1, -5], [2, 2]]), tensor([[1, 0], [2, 2]])).item()).toBe(5); // prettier-ignore
});
