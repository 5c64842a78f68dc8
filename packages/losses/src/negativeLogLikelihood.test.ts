import { logSoftmax, softmax } from "@chainrule/activations";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { negativeLogLikelihood } from "./negativeLogLikelihood.ts";
import { sparseCategoricalCrossentropy } from "./sparseCategoricalCrossentropy.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

const labels = tensor([2, 0], { dtype: "int32" });

test("by hand: the logarithm of the true class, with its sign changed", () => {
  const logs = double([[0.5, 0.25, 0.25], [0.125, 0.875, 0]]).log(); // prettier-ignore
  const losses = negativeLogLikelihood(logs, labels).toTypedArray();
  [Math.log(4), Math.log(8)].forEach((expected, i) => expect(losses[i]).toBeCloseTo(expected, 15));
});

test("after logSoftmax it is sparseCategoricalCrossentropy after softmax", () => {
  const scores = double([[1, -2, 0.5], [0, 3, 1]]); // prettier-ignore
  const losses = negativeLogLikelihood(logSoftmax(scores), labels).toTypedArray();
  const same = sparseCategoricalCrossentropy(softmax(scores), labels).toTypedArray();
  losses.forEach((loss, i) => expect(loss).toBeCloseTo(same[i]!, 14));
});

test("probabilities are refused: it takes their logarithms", () => {
  expect(() => negativeLogLikelihood(double([[0.5, 0.25, 0.25]]), tensor([0], { dtype: "int32" }))).toThrow(
    /^negativeLogLikelihood: expected exp of each row of prediction to sum to 1, .* with logSoftmax\.$/,
  );
});
