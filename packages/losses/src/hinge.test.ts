import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { hinge } from "./hinge.ts";

const prediction = tensor([0.5, 2, 1, -0.5]);
const target = tensor([1, 1, 1, -1]);

test("by hand: margins ½, 2, 1, ½ cost ½, 0, 0, ½", () => {
  expect(hinge(prediction, target).toArray()).toEqual([0.5, 0, 0, 0.5]);
});

test("the slope is −target where the margin is below 1, and 0 from 1 on", () => {
  expect(grad((p) => hinge(p, target).sum())(prediction).toArray()).toEqual([-1, 0, 0, 1]);
});

test("0 as target is refused, with the way to map it", () => {
  expect(() => hinge(prediction, tensor([1, 0, 1, 0]))).toThrow(
    new ValueError("hinge: expected target −1 or 1, received 0. Map 0 and 1 with .mul(2).sub(1)."),
  );
});
