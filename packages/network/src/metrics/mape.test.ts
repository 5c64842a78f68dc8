import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { mape } from "./mape.ts";

test("by hand: 50 % and 10 % off, in percent", () => {
  expect(mape(tensor([3, -9]), tensor([2, -10])).item()).toBeCloseTo(30, 5);
});

test("a target of 0: ∞ if missed, nothing if hit", () => {
  expect(mape(tensor([1e-9, 1]), tensor([0, 1])).item()).toBe(Infinity);
  expect(mape(tensor([0, 3]), tensor([0, 2])).item()).toBe(25);
});
