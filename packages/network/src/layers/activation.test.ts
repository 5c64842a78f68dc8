import { relu, softmax } from "@chainrule/activations";
import { randomKey, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { activation } from "./activation.ts";

const context = { training: true, key: randomKey(0) };

test("the function, and nothing to learn", () => {
  const layer = activation(relu);
  const { parameters, state, outputShape } = layer.init(randomKey(0), [2], { dtype: "float64" });
  expect([parameters, state, outputShape]).toEqual([{}, {}, [2]]);
  const [y] = layer.apply({ parameters, state }, tensor([[-1, 2]]), context);
  expect(y.toArray()).toEqual([[0, 2]]);
});

test("of whole rows too: equal scores share 1", () => {
  const [y] = activation(softmax).apply({ parameters: {}, state: {} }, tensor([[3, 3]]), context);
  expect(y.toArray()).toEqual([[0.5, 0.5]]);
});
