import { halfSquaredError } from "@chainrule/losses";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { sum } from "./sum.ts";

test("by hand: (1² + 3²) / 2", () => {
  expect(sum(halfSquaredError)(tensor([[1], [5]]), tensor([[2], [2]])).item()).toBe(5);
});
