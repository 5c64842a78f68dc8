import { tanh } from "@chainrule/activations";
import { meanSquaredError } from "@chainrule/losses";
import { momentum } from "@chainrule/optimizers";
import { normal, randomKey, type Tensor, zeros } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { activation, dense, dropout, initialize, type Layer, predict, sequential, train } from "../index.ts";

const inputs = normal(randomKey(1), [12, 3]);
const targets = inputs.square();

test("one layer after the other, as written by hand", () => {
  const net = initialize(sequential([dense(4), activation(tanh), dense(2, tanh)]), { inputShape: [3], seed: 5 });
  const { parameters, outputShape } = net.memory!;
  const w = (name: string): Tensor => parameters[name]!;
  const hidden = tanh(inputs.matmul(w("1.kernel")).add(w("1.bias")));
  expect(Object.keys(parameters)).toEqual(["1.kernel", "1.bias", "3.kernel", "3.bias"]);
  expect(outputShape).toEqual([2]);
  const expected = tanh(hidden.matmul(w("3.kernel")).add(w("3.bias")));
  expect(predict(net, inputs).sub(expected).abs().reduceMax().item()).toBeLessThan(1e-6);
});

test("a network is a layer: nested, it trains like any other", async () => {
  const inner = sequential([dense(8, tanh), dropout(0.1)]);
  const net = sequential([dense(4, tanh), inner, sequential([dense(3)])]);
  const options = { loss: meanSquaredError, optimizer: momentum({ rate: 0.05 }), epochs: 60, batchSize: 4 };
  const { epochs } = await train(net, { inputs, targets }, options).finished;
  expect(epochs.at(-1)!.loss).toBeLessThan(epochs[0]!.loss / 2);
  expect(Object.keys(net.memory!.parameters)).toEqual([
    "1.kernel",
    "1.bias",
    "2.1.kernel",
    "2.1.bias",
    "3.1.kernel",
    "3.1.bias",
  ]);
  expect(inner.memory).toBeUndefined();
});

test("more than nine layers keep their parameters apart", () => {
  const layers = Array.from({ length: 12 }, (_, i) => dense(i + 1));
  const net = initialize(sequential(layers), { inputShape: [3] });
  expect(net.memory!.parameters["12.kernel"]!.shape).toEqual([11, 12]);
  expect(predict(net, inputs).shape).toEqual([12, 12]);
});

test("what a layer remembers beside parameters goes from step to step, and into the prediction", async () => {
  // The running mean of its inputs, subtracted.
  const centre: Layer = {
    name: "centre",
    init: (_key, inputShape, options) => ({
      parameters: {},
      state: { mean: zeros(inputShape, options) },
      outputShape: inputShape,
    }),
    apply({ state }, x, { training }) {
      const mean = training ? state["mean"]!.add(x.mean(0)).mul(0.5) : state["mean"]!;
      return [x.sub(mean), { mean }];
    },
  };
  const net = sequential([sequential([centre]), dense(3)]);
  const run = train(
    net,
    { inputs, targets },
    { loss: meanSquaredError, optimizer: momentum(), epochs: 2, batchSize: 12 },
  );
  await run.finished;
  const mean = inputs.mean(0).toTypedArray();
  const remembered = run.state.learned.state["1.1.mean"]!.toTypedArray();
  remembered.forEach((x, i) => expect(x).toBeCloseTo(mean[i]! * 0.75, 6));
  expect(net.memory!.state).toEqual(run.state.learned.state);
});
