import { meanSquaredError } from "@chainrule/losses";
import { sgd } from "@chainrule/optimizers";
import { ValueError } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { activation, dense, evaluate, given, l1, l2, sequential, train } from "../index.ts";

describe.each([
  ["l1", l1],
  ["l2", l2],
] as const)("%s", (name, regularizer) => {
  test.each([-1, NaN])("a strength of %d is refused", (strength) => {
    expect(() => regularizer(strength)).toThrow(ValueError);
    expect(() => regularizer(strength)).toThrow(`${name}: expected strength to be`);
  });

  test("a network without weights is refused", () => {
    const net = sequential([activation((x) => x)]);
    const options = { loss: meanSquaredError, optimizer: sgd(), regularizer: regularizer(0.1) };
    expect(() => train(net, { inputs: [[1]], targets: [[1]] }, options)).toThrow(
      `${name}: expected a network with weights`,
    );
  });
});

test("in training it is part of the loss and of the step, in evaluation not", async () => {
  // Prediction 2·3 = 6 of 6: the error is 0, and what is left is l2: 0.1·2² = 0.4, with the slope 0.4.
  const net = sequential([dense(1, undefined, { kernel: given([[2]]), bias: false })]);
  const data = { inputs: [[3]], targets: [[6]] };
  const options = { loss: meanSquaredError, optimizer: sgd({ rate: 1 }), epochs: 1, regularizer: l2(0.1) };
  const history = await train(net, data, { ...options, validation: data }).finished;
  expect(history.epochs[0]!.loss).toBeCloseTo(0.4, 6);
  expect(net.memory!.parameters["1.kernel"]!.item()).toBeCloseTo(1.6, 6);
  expect(history.epochs[0]!.validation!.loss).toBe(evaluate(net, data, options).loss);
  expect(evaluate(net, data, options).loss).toBeCloseTo(1.2 ** 2, 5);
});
