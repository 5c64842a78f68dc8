import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { l1l2 } from "./l1l2.ts";

test("by hand: both sums, over weights and not biases", () => {
  const parameters = { kernel: tensor([[1, -2]]), bias: tensor([9]) };
  expect(l1l2({ l1: 0.5, l2: 0.25 })(parameters).item()).toBe(0.5 * 3 + 0.25 * 5);
});

test("a negative strength is refused", () => {
  expect(() => l1l2({ l1: 0, l2: -1 })).toThrow(ValueError);
});
