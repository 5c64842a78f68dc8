import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { perceptron } from "./perceptron.ts";

const prediction = tensor([0.5, -2, 3]);
const target = tensor([1, 1, -1]);

test("by hand: only a wrong sign costs, and as much as the score", () => {
  expect(perceptron(prediction, target).abs().toArray()).toEqual([0, 2, 3]);
  expect(grad((p) => perceptron(p, target).sum())(prediction).toArray()).toEqual([0, -1, 1]);
});

test("0 as target is refused, with the way to map it", () => {
  expect(() => perceptron(tensor([1]), tensor([0]))).toThrow(
    new ValueError("perceptron: expected target −1 or 1, received 0. Map 0 and 1 with .mul(2).sub(1)."),
  );
});
