import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { perplexity } from "./perplexity.ts";

test("of equal probabilities the number of classes, of certainty 1", () => {
  const even = tensor([[0.25, 0.25, 0.25, 0.25]], { dtype: "float64" });
  expect(perplexity(even, tensor([2], { dtype: "int32" })).item()).toBeCloseTo(4, 14);
  expect(perplexity(tensor([1, 0]), tensor([1, 0])).item()).toBe(1);
});
