import { meanSquaredError } from "@chainrule/losses";
import { sgd } from "@chainrule/optimizers";
import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, given, predict, sequential, swapEma, train } from "../index.ts";

test("by hand: the average of the weights that the steps began with", async () => {
  const inner = dense(1, undefined, { kernel: given([[4]]), bias: false });
  const net = sequential([swapEma(sequential([inner]), { decay: 0.5 })]);
  // The slope of (w·1 − 0)² is 2w: with rate ¼ the weight goes 4, 2, 1, ½; the average 4, 4, 3, 2.
  const options = { loss: meanSquaredError, optimizer: sgd({ rate: 0.25 }), epochs: 1, batchSize: 1 };
  const averages: number[] = [];
  for await (const { step } of train(net, { inputs: [[1], [1], [1]], targets: [[0], [0], [0]] }, options)) {
    averages[step - 1] = predict(net, [[1]]).item();
  }
  expect(averages).toEqual([4, 3, 2]);
  expect(net.memory!.parameters["1.1.kernel"]!.item()).toBe(0.5);
});

test("a decay of 1 is refused", () => {
  expect(() => swapEma(dense(1), { decay: 1 })).toThrow(ValueError);
});
