import { meanSquaredError } from "@chainrule/losses";
import { sgd } from "@chainrule/optimizers";
import { type DType, tensor, type Tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { embedding, evaluate, given, initialize, predict, sequential, train } from "../index.ts";

const table = [[1, 2], [3, 4], [5, 6]]; // prettier-ignore
const build = () => sequential([embedding(3, 2, { table: given(table) })]);

test("by hand: a row of the table for each number", () => {
  const net = initialize(build(), { inputShape: [2] });
  expect(predict(net, [[0, 2], [1, 1]]).toArray()).toEqual([[[1, 2], [5, 6]], [[3, 4], [3, 4]]]); // prettier-ignore
});

test("only what is looked up learns, and by the sum of its slopes", async () => {
  const net = build();
  // Mean of 4 values: the slope of each is ½ of its error; row 0 is looked up twice, row 2 never.
  const data = { inputs: [[0, 0]], targets: [[[0, 0], [0, 0]]] }; // prettier-ignore
  await train(net, data, { loss: meanSquaredError, optimizer: sgd({ rate: 0.5 }), epochs: 1 }).finished;
  expect(net.memory!.parameters["1.table"]!.toArray()).toEqual([[0.5, 1], [3, 4], [5, 6]]); // prettier-ignore
});

test("numbers may be int32, for training and after", async () => {
  const train1 = async (inputs: number[][] | Tensor, dtype: DType) => {
    const net = build();
    const targets = tensor([[[0, 0], [0, 0]]], { dtype }); // prettier-ignore
    const data = { inputs, targets };
    await train(net, data, { loss: meanSquaredError, optimizer: sgd({ rate: 0.5 }), epochs: 1 }).finished;
    return [predict(net, inputs).toArray(), evaluate(net, data, { loss: meanSquaredError }).loss];
  };
  const ids = tensor([[0, 2]], { dtype: "int32" });
  expect(await train1(ids, "float32")).toEqual(await train1([[0, 2]], "float32"));
  const wide = initialize(build(), { inputShape: [2], dtype: "float64" });
  expect(predict(wide, ids).toArray()).toEqual([[[1, 2], [5, 6]]]); // prettier-ignore
});

test("numbers out of range are refused", () => {
  const net = initialize(build(), { inputShape: [1] });
  expect(() => predict(net, [[3]])).toThrow(ValueError);
  expect(() => predict(net, [[-1]])).toThrow(ValueError);
});
