import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { smoothL1 } from "./smoothL1.ts";

const zero = tensor([0, 0, 0, 0]);
const prediction = tensor([0.5, 1, 3, -3]);

test("by hand: errors ½, 1, 3, −3 cost ⅛, ½, 2½, 2½; with beta 2 1/16, ¼, 2, 2", () => {
  expect(smoothL1(prediction, zero).toArray()).toEqual([0.125, 0.5, 2.5, 2.5]);
  expect(smoothL1(prediction, zero, { beta: 2 }).toArray()).toEqual([0.0625, 0.25, 2, 2]);
});

test("far out the slope is ±1 whatever beta is", () => {
  expect(grad((p) => smoothL1(p, zero, { beta: 2 }).sum())(prediction).toArray()).toEqual([0.25, 0.5, 1, -1]);
});

test("beta 0 is refused by its own name", () => {
  expect(() => smoothL1(prediction, zero, { beta: 0 })).toThrow(
    new ValueError("smoothL1: expected beta to be a finite number above 0, received 0. Pass for example 1."),
  );
});
