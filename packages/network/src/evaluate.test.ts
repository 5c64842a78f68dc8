import { relu, softmax } from "@chainrule/activations";
import { binaryCrossentropy, meanSquaredError, sparseCategoricalCrossentropy } from "@chainrule/losses";
import { ShapeError, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { confusionMatrix, dense, evaluate, given, initialize, mae, predict, sequential } from "./index.ts";

const line = initialize(sequential([dense(1, undefined, { kernel: given([[2]]) })]), { inputShape: [1] });
const data = { inputs: [[1], [2], [3]], targets: [[2], [3], [8]] }; // errors 0, 1 and −2

test("by hand", () => {
  expect(evaluate(line, data, { loss: meanSquaredError, metrics: { mae } })).toEqual({
    rows: 3,
    loss: Math.fround(5 / 3),
    metrics: { mae: 1 },
  });
  expect(evaluate(line, data, { loss: meanSquaredError, reduction: "sum" }).loss).toBe(5);
});

/** Scores of three classes as they are: with one of 200, softmax rounds the others to 0. */
const sure = initialize(
  sequential([
    dense(3, softmax, {
      kernel: given([
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ]),
    }),
  ]),
  { inputShape: [3] },
);
const saturated = {
  inputs: [
    [200, 0, 0],
    [0, 200, 0],
  ],
  targets: tensor([0, 2], { dtype: "int32" }),
};

test("the loss keeps its digits where the probability is rounded to 0", () => {
  expect(predict(sure, saturated.inputs).toArray()).toEqual([
    [1, 0, 0],
    [0, 1, 0],
  ]);
  expect(evaluate(sure, saturated, { loss: sparseCategoricalCrossentropy }).loss).toBe(100); // of 0 and 200
});

test("a metric that is no number is refused; it is for predictions", () => {
  const settings = { loss: sparseCategoricalCrossentropy, metrics: { confusionMatrix } };
  expect(() => evaluate(sure, saturated, settings)).toThrow(
    "evaluate: expected metric confusionMatrix to be a scalar, received [3, 3]. Call it with predict(net, inputs)",
  );
});

test("changes nothing", () => {
  const before = line.memory;
  evaluate(line, data, { loss: meanSquaredError });
  expect(line.memory).toBe(before);
});

test("is refused: shapes, labels, numbers that are not finite, predictions outside the range of the loss", () => {
  const loss = meanSquaredError;
  expect(() =>
    evaluate(
      line,
      {
        ...data,
        inputs: [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
      },
      { loss },
    ),
  ).toThrow(ShapeError);
  expect(() => evaluate(line, { ...data, targets: [2, 3, 8] }, { loss })).toThrow("They would broadcast to");
  expect(() => evaluate(line, { ...data, targets: [[2], [3], [NaN]] }, { loss })).toThrow("received NaN in row 2");
  expect(() => evaluate(sequential([dense(1)]), data, { loss })).toThrow(ValueError);
  const labels = { ...saturated, targets: tensor([0, 3], { dtype: "int32" }) };
  expect(() => evaluate(sure, labels, { loss: sparseCategoricalCrossentropy })).toThrow(
    "labels from 0 to 2, received 3",
  );

  const above = initialize(sequential([dense(1, relu, { kernel: given([[2]]) })]), { inputShape: [1] });
  const yes = { inputs: [[0.25], [1]], targets: [[1], [1]] };
  expect(() => evaluate(above, yes, { loss: binaryCrossentropy })).toThrow(
    "expected prediction from 0 to 1, received 2.",
  );
});
