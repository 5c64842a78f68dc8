import { binaryCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy } from "@chainrule/losses";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { logLoss } from "./logLoss.ts";

const classes = tensor([
  [0.5, 0.25, 0.25],
  [0.125, 0.875, 0],
]);
const labels = tensor([2, 0], { dtype: "int32" });
const rows = tensor([
  [0, 0.25, 0.75],
  [1, 0, 0],
]);
const chances = tensor([[0.9], [0.2], [0]]);
const truth = tensor([[1], [0.5], [0]]);

test("by hand: (ln 4 + ln 8) / 2", () => {
  expect(logLoss(classes, labels).item()).toBeCloseTo((Math.log(4) + Math.log(8)) / 2, 6);
});

test("is the mean of the loss of that shape", () => {
  expect(logLoss(classes, labels).item()).toBe(sparseCategoricalCrossentropy(classes, labels).mean().item());
  expect(logLoss(classes, rows).item()).toBe(categoricalCrossentropy(classes, rows).mean().item());
  expect(logLoss(chances, truth).item()).toBe(binaryCrossentropy(chances, truth).mean().item());
});

test("takes targets of any dtype", () => {
  const yes = truth.greater(0.7);
  expect(logLoss(chances, yes).item()).toBe(logLoss(chances, yes.cast("float32")).item());
  const oneHot = rows.greater(0.5);
  expect(logLoss(classes, oneHot.cast("int32")).item()).toBe(logLoss(classes, oneHot.cast("float32")).item());
});

test("to be certain and wrong costs ∞, to be certain and right nothing", () => {
  expect(logLoss(tensor([0]), tensor([1])).item()).toBe(Infinity);
  expect(logLoss(tensor([1]), tensor([1])).item()).toBe(0);
});

test("scores are refused", () => {
  expect(() => logLoss(tensor([2.5]), tensor([1]))).toThrow(
    new ValueError("logLoss: expected prediction from 0 to 1, received 2.5. End the network with sigmoid or softmax."),
  );
});
