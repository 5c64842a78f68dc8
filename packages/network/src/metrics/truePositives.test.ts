import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { truePositives } from "./truePositives.ts";

const prediction = tensor([0.9, 0.8, 0.2, 0.7, 0.6, 0.5001]);
const target = tensor([1, 1, 0, 0, 0, 0]);

test("by hand", () => {
  expect(truePositives(prediction, target).item()).toBe(2);
});

test("all classes of one-hot rows together, and another threshold", () => {
  const rows = prediction.reshape([2, 3]);
  expect(truePositives(rows, target.reshape([2, 3])).item()).toBe(2);
  expect(truePositives(prediction, target, { threshold: 0.85 }).item()).toBe(1);
});
