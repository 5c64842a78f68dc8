import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { iou } from "./iou.ts";

test("by hand: two of four that are predicted or true", () => {
  expect(iou(tensor([0.9, 0.9, 0.9, 0.1, 0.1]), tensor([1, 1, 0, 1, 0])).item()).toBe(0.5);
});

test("averages over classes", () => {
  const prediction = tensor([[1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1]], { dtype: "float64" }); // prettier-ignore
  const target = tensor([0, 0, 1, 2], { dtype: "int32" });
  expect(iou(prediction, target).item()).toBeCloseTo((0.5 + 0.5 + 1) / 3, 15);
  expect(iou(prediction, target, { average: "weighted" }).item()).toBe((2 * 0.5 + 0.5 + 1) / 4);
  expect(iou(prediction, target, { average: "micro" }).item()).toBe(3 / 5);
});
