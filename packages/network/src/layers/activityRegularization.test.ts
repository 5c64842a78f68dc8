import { meanSquaredError } from "@chainrule/losses";
import { sgd } from "@chainrule/optimizers";
import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { activityRegularization, dense, evaluate, given, load, predict, save, sequential, train } from "../index.ts";

const data = { inputs: [[3], [-1]], targets: [[6], [-2]] };
const build = () =>
  sequential([
    sequential([
      dense(1, undefined, { kernel: given([[2]]), bias: false }),
      activityRegularization({ l1: 1, l2: 0.5 }),
    ]),
  ]);
const options = { loss: meanSquaredError, optimizer: sgd({ rate: 0.1 }), epochs: 1, batchSize: 2 };

test("by hand: part of the loss and of the step of training, not of evaluation", async () => {
  const net = build();
  // The outputs are 6 and −2, as they should be. The penalty: (6 + 2 + ½·36 + ½·4) / 2.
  const { epochs } = await train(net, data, options).finished;
  expect(epochs[0]!.loss).toBe(14);
  // Its slope in the weight 2: (3 + 1 + 6·3 + 2·1) / 2 = 12.
  expect(predict(net, [[1]]).item()).toBeCloseTo(2 - 0.1 * 12, 6);
  expect(evaluate(net, data, options).loss).toBeCloseTo((0.8 - 2) ** 2 * 5, 5);
});

test("a saved model trains on with it", async () => {
  const net = build();
  await train(net, data, options).finished;
  const loaded = load(save(net));
  const [before, after] = await Promise.all([net, loaded].map((each) => train(each, data, options).finished));
  expect(after).toEqual(before);
});

test("a negative strength is refused", () => {
  expect(() => activityRegularization({ l1: -1 })).toThrow(ValueError);
});
