import { oneHot, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { confusionMatrix } from "./confusionMatrix.ts";

const labels = (numbers: number[]) => tensor(numbers, { dtype: "int32" });

test("the example of scikit-learn's documentation: rows are true, columns predicted", () => {
  const predicted = oneHot(labels([0, 0, 2, 2, 0, 2]), 3);
  const matrix = confusionMatrix(predicted, labels([2, 0, 2, 2, 0, 1]));
  expect(matrix.dtype).toBe("int32");
  expect(matrix.toArray()).toEqual([
    [2, 0, 0],
    [0, 0, 1],
    [1, 0, 2],
  ]);
});

test("one-hot rows count like labels", () => {
  const predicted = oneHot(labels([0, 0, 2, 2, 0, 2]), 3);
  expect(confusionMatrix(predicted, oneHot(labels([2, 0, 2, 2, 0, 1]), 3)).toArray()).toEqual(
    confusionMatrix(predicted, labels([2, 0, 2, 2, 0, 1])).toArray(),
  );
});

test("scikit-learn's binary example: true no 0, false yes 2, false no 1, true yes 1", () => {
  const [prediction, target] = [tensor([[1], [1], [1], [0]]), tensor([[0], [1], [0], [1]])];
  expect(confusionMatrix(prediction, target).toArray()).toEqual([
    [0, 2],
    [1, 1],
  ]);
});

test("the threshold of a single output", () => {
  const [prediction, target] = [tensor([0.2, 0.6, 0.8]), tensor([0, 0, 1])];
  expect(confusionMatrix(prediction, target).toArray()).toEqual([
    [1, 1],
    [0, 1],
  ]);
  expect(confusionMatrix(prediction, target, { threshold: 0.7 }).toArray()).toEqual([
    [2, 0],
    [0, 1],
  ]);
});
