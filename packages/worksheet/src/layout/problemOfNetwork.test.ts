import { leakyRelu, softmax } from "@chainrule/activations";
import { categoricalCrossentropy, huber, sparseCategoricalCrossentropy } from "@chainrule/losses";
import {
  activation,
  dense,
  dropout,
  flatten,
  initialize,
  load,
  type Network,
  predict,
  save,
  sequential,
} from "@chainrule/network";
import { adam, sgd } from "@chainrule/optimizers";
import { type Optimizer, tensor, type Tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { renderText } from "../render/text.ts";
import { crossCheck } from "./crossCheck.ts";
import { layoutNetwork } from "./layout.ts";

const soft = (x: Tensor): Tensor => x.mul(x.mul(1.5).sigmoid());
const made = (rate: number): Network => {
  const layers = [flatten(), dense(4, (x) => leakyRelu(x, { slope: 0.2 })), dropout(rate), dense(3), activation(soft)];
  return initialize(sequential([...layers, dense(2, softmax)]), { inputShape: [3, 1], seed: 1 });
};
const step = {
  inputs: [
    [[0.1], [0.2], [0.3]],
    [[-1], [2], [0.5]],
  ],
  targets: [
    [1, 0],
    [0, 1],
  ],
  loss: categoricalCrossentropy,
  optimizer: adam({ rate: 0.1 }),
};

test("a network of its own layers and functions, in full precision", () => {
  const net = made(0);
  const worksheet = layoutNetwork(net, step);
  const of = (id: string): string => worksheet.steps.find((one) => one.id === id)!.formula();
  expect(of("a2")).toBe("a2 = z2·sigmoid(1.5·z2)");
  expect(of("da_dz1")).toBe("da_dz1 = 1 if z > 0, else 0.2, z = z1");
  expect(crossCheck(worksheet).largest).toBeLessThan(1e-8);
  const output = worksheet.steps.find(({ id }) => id === "a3")!.value.toTypedArray();
  predict(net, step.inputs)
    .toTypedArray()
    .forEach((p, i) => expect(output[i]).toBeCloseTo(p, 6));
});

test("from a file it is the same sheet, with the same mask of dropout", () => {
  const net = made(0.5);
  const text = renderText(layoutNetwork(net, step));
  expect(text).toContain("mask1 = [ 0  2  2  2 ]");
  expect(renderText(layoutNetwork(load(save(net)), step))).toBe(text);
});

test("any loss: by output where it has a value for each, by example where it has not", () => {
  const shapeOfTerms = (changes: object): readonly number[] =>
    layoutNetwork(made(0), { ...step, ...changes }).steps.find(({ id }) => id === "loss_terms")!.value.shape;
  expect(shapeOfTerms({ loss: huber })).toEqual([2, 2]);
  const labels = { loss: sparseCategoricalCrossentropy, targets: tensor([0, 1], { dtype: "int32" }), optimizer: sgd() };
  expect(shapeOfTerms(labels)).toEqual([2, 1]);
});

test("a network without weights is refused", () => {
  expect(() => layoutNetwork(sequential([dense(1)]), step)).toThrow(ValueError);
});

test("what is no optimizer is refused", () => {
  expect(() => layoutNetwork(made(0.5), { ...step, optimizer: {} as Optimizer })).toThrow(
    /expected an optimizer, with init and update or solve/,
  );
});
