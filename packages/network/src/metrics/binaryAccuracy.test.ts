import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { binaryAccuracy } from "./binaryAccuracy.ts";

test("each output on its own; the threshold itself means no", () => {
  const prediction = tensor([
    [0.9, 0.1],
    [0.5, 0.6],
  ]);
  expect(
    binaryAccuracy(
      prediction,
      tensor([
        [1, 0],
        [0, 0],
      ]),
    ).item(),
  ).toBe(0.75);
  expect(
    binaryAccuracy(
      prediction,
      tensor([
        [1, 0],
        [0, 0],
      ]),
      { threshold: 0.7 },
    ).item(),
  ).toBe(1);
});

test("scores around 0, as after hinge", () => {
  const scores = tensor([-2, 0.1, 3]);
  const target = tensor([-1, 1, -1]);
  expect(binaryAccuracy(scores, target.greater(0), { threshold: 0 }).item()).toBeCloseTo(2 / 3, 7);
  expect(() => binaryAccuracy(scores, target)).toThrow(
    new ValueError(
      "binaryAccuracy: expected target from 0 for no to 1 for yes, received -1. " +
        "Write target.greater(0) for −1 and 1; for classes give the last layer a unit for each.",
    ),
  );
});

test("a target of probabilities means yes above ½", () => {
  expect(binaryAccuracy(tensor([0.9, 0.9]), tensor([0.95, 0.05])).item()).toBe(0.5);
});

test("a target without a number is refused", () => {
  expect(() => binaryAccuracy(tensor([0.9]), tensor([NaN]))).toThrow(ValueError);
});
