import { formula, grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { binaryCrossentropy } from "./binaryCrossentropy.ts";

const double = (numbers: number[]) => tensor(numbers, { dtype: "float64" });

test("by hand: −ln p where true, −ln(1 − p) where false, the mixture between", () => {
  const losses = binaryCrossentropy(double([0.25, 0.25, 0.5]), double([1, 0, 0.3])).toTypedArray();
  [Math.log(4), Math.log(4 / 3), Math.LN2].forEach((expected, i) => expect(losses[i]).toBeCloseTo(expected, 15));
});

test("certain and right costs 0, certain and wrong ∞", () => {
  const losses = binaryCrossentropy(tensor([0, 1, 0, 1]), tensor([0, 1, 1, 0]));
  expect(losses.abs().toArray()).toEqual([0, 0, Infinity, Infinity]);
});

test("the slope of what is certain and right is finite", () => {
  const slopes = grad((p) => binaryCrossentropy(p, tensor([0, 1, 1, 0])).sum())(tensor([0, 1, 0, 1]));
  expect(slopes.toArray()).toEqual([1, -1, -Infinity, Infinity]);
});

test("after a sigmoid, far out: −log σ(−200) = 200, with slope −1", () => {
  const loss = (z: Parameters<typeof binaryCrossentropy>[0]) => binaryCrossentropy(z.sigmoid(), tensor([1, 0])).sum();
  const z = tensor([-200, -50]);
  expect(grad(loss)(z).toArray()).toEqual([-1, Math.fround(Math.exp(-50))]);
});

test("a prediction or a target that is no probability is refused", () => {
  expect(() => binaryCrossentropy(tensor([0.5, 1.5]), tensor([0, 1]))).toThrow(
    new ValueError(
      "binaryCrossentropy: expected prediction from 0 to 1, received 1.5. End the network with sigmoid or softmax.",
    ),
  );
  expect(() => binaryCrossentropy(tensor([0.5, 0.5]), tensor([-1, 1]))).toThrow(
    new ValueError(
      "binaryCrossentropy: expected target from 0 to 1, received -1. Give 0 or 1, or a probability between.",
    ),
  );
});

test("reads as a textbook writes it", () => {
  expect(formula(binaryCrossentropy, { names: ["p", "y"] })).toBe("−(y·ln(p) + (1 − y)·ln(1 − p))");
});
