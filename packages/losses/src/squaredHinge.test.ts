import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { squaredHinge } from "./squaredHinge.ts";

const prediction = tensor([0.5, 2, -1, 0]);
const target = tensor([1, 1, 1, -1]);

test("by hand: margins ½, 2, −1, 0 cost ¼, 0, 4, 1", () => {
  expect(squaredHinge(prediction, target).toArray()).toEqual([0.25, 0, 4, 1]);
});

test("the slope is −2y(1 − yp), and 0 beyond the margin", () => {
  expect(grad((p) => squaredHinge(p, target).sum())(prediction).toArray()).toEqual([-1, 0, -4, 2]);
});

test("0 as target is refused, with the way to map it", () => {
  expect(() => squaredHinge(tensor([1]), tensor([0]))).toThrow(
    new ValueError("squaredHinge: expected target −1 or 1, received 0. Map 0 and 1 with .mul(2).sub(1)."),
  );
});
