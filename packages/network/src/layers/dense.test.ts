import { glu, relu } from "@chainrule/activations";
import { randomKey, ShapeError, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, given, initialize, predict, sequential } from "../index.ts";

const float32 = { dtype: "float32" } as const;

test("by hand: max(0, x·W + b), with W as [inputs, units]", () => {
  const layer = dense(2, relu, { kernel: given([[1, -2], [3, 4], [5, -6]]), bias: given([0.5, 1]) }); // prettier-ignore
  const net = initialize(sequential([layer]), { inputShape: [3] });
  expect(predict(net, [[1, 2, 3], [0, 0, -1]]).toArray()).toEqual([[22.5, 0], [0, 7]]); // prettier-ignore
});

test("begins with glorotUniform and zeros, another draw for each layer and seed", () => {
  const begin = (seed: number) =>
    initialize(sequential([dense(4), dense(4)]), { inputShape: [4], seed }).memory!.parameters;
  const { "1.kernel": first, "2.kernel": second, "1.bias": bias } = begin(1);
  expect(first!.abs().reduceMax().item()).toBeLessThan(Math.sqrt(6 / 8));
  expect(bias!.toArray()).toEqual([0, 0, 0, 0]);
  expect(second!.toArray()).not.toEqual(first!.toArray());
  expect(begin(1)).toEqual(begin(1));
  expect(begin(2)["1.kernel"]!.toArray()).not.toEqual(first!.toArray());
});

test("an activation that halves the features halves the outputs", () => {
  const net = initialize(sequential([dense(6, glu), dense(1)]), { inputShape: [2] });
  expect(net.memory!.parameters["2.kernel"]!.shape).toEqual([3, 1]);
  expect(predict(net, [[1, 2]]).shape).toEqual([1, 1]);
});

test("without a bias there is none", () => {
  const { parameters } = dense(2, undefined, { bias: false }).init(randomKey(0), [3], float32);
  expect(Object.keys(parameters)).toEqual(["kernel"]);
});

test.each([0, -1, 1.5, NaN])("%d units are refused", (units) => {
  expect(() => dense(units)).toThrow(ValueError);
  expect(() => dense(units)).toThrow(`dense: expected units to be a whole number, 1 or above, received ${units}.`);
});

test("examples of several axes are refused, with the way out", () => {
  const call = (): unknown => dense(1).init(randomKey(0), [28, 28], float32);
  expect(call).toThrow(ShapeError);
  expect(call).toThrow("received one example of shape [28, 28]. Put flatten() before it.");
});

test("initial values of another shape are refused", () => {
  const net = sequential([dense(3, undefined, { kernel: given(tensor([[1, 2]])) })]);
  expect(() => initialize(net, { inputShape: [2] })).toThrow(ShapeError);
  expect(net.memory).toBeUndefined();
});

test("the name of an activation in place of the function is refused, with the import to write", () => {
  expect(() => dense(4, "relu" as never)).toThrow(
    'dense: expected an activation such as relu, received "relu". Write import { relu } from "@chainrule/activations"',
  );
});
