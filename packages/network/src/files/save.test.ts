import { gelu, relu, softmax } from "@chainrule/activations";
import { categoricalCrossentropy, meanSquaredError } from "@chainrule/losses";
import { adam, sgd } from "@chainrule/optimizers";
import { decode } from "@chainrule/safetensors";
import { type DType, normal, randomKey, sin, tensor, type Tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, dropout, flatten, initialize, load, type Layer, predict, save, sequential, train } from "../index.ts";

const x = normal(randomKey(1), [20, 2, 2]);
const build = (dtype: DType = "float32") =>
  initialize(sequential([flatten(), dense(5, gelu), dropout(0.4), dense(3, softmax)]), { inputShape: [2, 2], dtype });

test.each(["float32", "float64"] as const)("a %s network comes back with the same weights and predictions", (dtype) => {
  const net = build(dtype);
  net.preprocessing = { columns: ["a", "ü"], mean: [0.1, null], nested: {} };
  const loaded = load(save(net));
  expect(loaded.memory).toEqual(net.memory);
  expect(loaded.preprocessing).toEqual(net.preprocessing);
  const inputs = x.cast(dtype);
  expect(predict(loaded, inputs)).toEqual(predict(net, inputs));
  expect(predict(loaded, inputs.reshape([10, 2, 2, 2]).sum(1))).toEqual(
    predict(net, inputs.reshape([10, 2, 2, 2]).sum(1)),
  );
});

test("one network, the same bytes, also once more from the file", () => {
  const bytes = save(build());
  expect(Buffer.compare(save(build()), bytes)).toBe(0);
  expect(Buffer.compare(save(load(bytes)), bytes)).toBe(0);
});

test("a safetensors file that others can read", () => {
  const { tensors, metadata } = decode(save(build()));
  expect([...tensors.keys()]).toEqual(["2.bias", "2.kernel", "4.bias", "4.kernel"].map((name) => `parameters/${name}`));
  expect(metadata.get("format")).toBe("chainrule/1");
});

test("it trains on, with its dropout, to the bits of the original", async () => {
  const targets = tensor(Array.from({ length: 20 }, (_, row) => [0, 1, 2].map((k) => Number(row % 3 === k))));
  const net = build();
  const loaded = load(save(net));
  const options = { loss: categoricalCrossentropy, optimizer: adam(), epochs: 3, batchSize: 8, seed: 2 };
  const histories = [net, loaded].map((each) => train(each, { inputs: x, targets }, options).finished);
  const [before, after] = await Promise.all(histories);
  expect(after).toEqual(before);
  expect(loaded.memory).toEqual(net.memory);
});

test("functions of others are in the file: it is read without them", () => {
  let present = true;
  const wave = (z: Tensor): Tensor => {
    if (!present) throw new Error("not installed");
    return sin(z).add(z).named("wave", { z }, { by: "somebody" });
  };
  const net = initialize(sequential([dense(4, wave), dense(1)]), { inputShape: [3] });
  const inputs = normal(randomKey(2), [5, 3]);
  const expected = predict(net, inputs);
  const bytes = save(net);
  present = false;
  expect(predict(load(bytes), inputs)).toEqual(expected);
});

test("a checkpoint is read as the network that it has come to", async () => {
  const run = train(
    sequential([dense(1)]),
    { inputs: [[1], [2]], targets: [[1], [2]] },
    { loss: meanSquaredError, optimizer: sgd({ rate: 1e-3 }), epochs: 5, batchSize: 1 },
  );
  for await (const { step } of run) if (step === 3) break;
  const net = load(save(run.state));
  expect(net.memory).toEqual(run.state.learned);
  expect(predict(net, [[3]])).toEqual(predict(run.net, [[3]]));
});

test("names of parameters may be anything", () => {
  const names = ["__proto__", "a/b", "constants/graph/0", "7", "", 'ä "\\n'];
  const layer: Layer = {
    name: "odd",
    init: (_key, [width], options) => ({
      parameters: Object.fromEntries(names.map((name, i) => [name, tensor([[i, i + 0.5]], options)])),
      state: { "": tensor(Array.from({ length: 40 }, () => 2), options) }, // prettier-ignore
      outputShape: [width!],
    }),
    apply: ({ parameters, state }, z) => [
      names.reduce((sum, name) => sum.mul(2).add(parameters[name]!), z).add(state[""]!.sum()),
      state,
    ],
  };
  const net = initialize(sequential([layer]), { inputShape: [2] });
  const loaded = load(save(net));
  expect(loaded.memory).toEqual(net.memory);
  expect(predict(loaded, [[1, 2]])).toEqual(predict(net, [[1, 2]]));
});

test("larger constants of a function stand beside the weights", () => {
  const table = normal(randomKey(3), [100]);
  const net = initialize(sequential([dense(100, (z) => relu(z).mul(table))]), { inputShape: [2] });
  expect(predict(load(save(net)), [[1, 2]])).toEqual(predict(net, [[1, 2]]));
});

test("a network without weights is refused", () => {
  expect(() => save(sequential([dense(1)]))).toThrow(ValueError);
});
