import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { huber } from "./huber.ts";

const zero = tensor([0, 0, 0, 0]);
const prediction = tensor([0.5, 1, 3, -3]);

test("by hand: errors ½, 1, 3, −3 cost ⅛, ½, 2½, 2½", () => {
  expect(huber(prediction, zero).toArray()).toEqual([0.125, 0.5, 2.5, 2.5]);
});

test("by hand: with delta 2 they cost ⅛, ½, 4, 4", () => {
  expect(huber(prediction, zero, { delta: 2 }).toArray()).toEqual([0.125, 0.5, 4, 4]);
});

test("the slope is the error, cut off at delta; a tiny error keeps its digits", () => {
  const slopes = grad((p) => huber(p, zero).sum())(tensor([0.5, 1, -3, 1e-20]));
  expect(slopes.toArray()).toEqual([0.5, 1, -1, Math.fround(1e-20)]);
});

test.each([0, -1, NaN])("delta %s is refused", (delta) => {
  expect(() => huber(prediction, zero, { delta })).toThrow(
    new ValueError(`huber: expected delta > 0, received ${delta}. Give the error where the loss turns linear.`),
  );
});
