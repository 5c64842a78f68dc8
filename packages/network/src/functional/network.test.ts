import { relu, sigmoid, softmax, tanh } from "@chainrule/activations";
import { grad } from "@chainrule/compiler";
import { binaryCrossentropy, meanSquaredError, sparseCategoricalCrossentropy } from "@chainrule/losses";
import { adam, sgd } from "@chainrule/optimizers";
import {
  concat,
  normal,
  type Parameters,
  randomKey,
  ShapeError,
  tensor,
  type Tensor,
  ValueError,
} from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import {
  accuracy,
  add,
  batchNorm,
  binaryAccuracy,
  concatenate,
  dense,
  dropout,
  evaluate,
  initialize,
  input,
  type Layer,
  load,
  loadCheckpoint,
  merge,
  network,
  predict,
  resume,
  save,
  sequential,
  summary,
  train,
} from "../index.ts";

const x = normal(randomKey(1), [30, 4]);
const y = normal(randomKey(2), [30, 2]);

test("a chain is what sequential makes, to the bit", async () => {
  const layers = (): Layer[] => [dense(5, tanh), dropout(0.1), dense(2)];
  const start = input();
  const end = layers().reduce((node, layer) => node.to(layer), start);
  const [chain, free] = [sequential(layers()), network({ inputs: start, outputs: end })];
  const options = { loss: meanSquaredError, optimizer: adam(), epochs: 2, seed: 3 };
  const [a, b] = [chain, free].map((net) => train(net, { inputs: x, targets: y }, options));
  expect(await a!.finished).toEqual(await b!.finished);
  expect(free.memory).toEqual(chain.memory);
});

test("a skip connection, by hand", () => {
  const start = input();
  const hidden = start.to(dense(3, relu));
  const net = network({ inputs: start, outputs: add(hidden, hidden.to(dense(3, tanh))).to(dense(2)) });
  initialize(net, { inputShape: [4], dtype: "float64" });
  const w = net.memory!.parameters;
  expect(Object.keys(w)).toEqual(["1.kernel", "1.bias", "2.kernel", "2.bias", "4.kernel", "4.bias"]);
  const affine = (z: Tensor, layer: number): Tensor => z.matmul(w[`${layer}.kernel`]!).add(w[`${layer}.bias`]!);
  const inputs = x.cast("float64");
  const h = relu(affine(inputs, 1));
  expect(predict(net, inputs).toArray()).toEqual(affine(h.add(tanh(affine(h, 2))), 4).toArray());
});

test("a layer in two places shares its weights, and its slope is the sum of both", () => {
  const [a, b] = [input(), input()];
  const shared = dense(2, tanh);
  const net = network({ inputs: { a, b }, outputs: concatenate(a.to(shared), b.to(shared)) });
  const inputs = { a: x.cast("float64"), b: x.cast("float64").mul(0.5) };
  initialize(net, { inputShape: { a: [4], b: [4] }, dtype: "float64" });
  const { parameters } = net.memory!;
  expect(Object.keys(parameters)).toEqual(["1.kernel", "1.bias"]);
  const context = { training: false, key: randomKey(0) };
  const total = (w: Parameters): Tensor => net.apply({ parameters: w, state: {} }, inputs, context)[0].sum();
  const alone = (z: Tensor) => (w: Parameters): Tensor => tanh(z.matmul(w["1.kernel"]!).add(w["1.bias"]!)).sum(); // prettier-ignore
  const [both, first, second] = [total, alone(inputs.a), alone(inputs.b)].map((f) => grad(f)(parameters)["1.kernel"]!);
  expect(both!.sub(first!.add(second!)).abs().reduceMax().item()).toBeLessThan(1e-13);
});

/** Two inputs of different widths, a skip connection, state and randomness, two outputs of different kinds. */
const build = () => {
  const [wide, narrow] = [input(), input()];
  const hidden = concatenate(wide.to(dense(6, relu)).to(batchNorm()), narrow).to(dropout(0.1));
  const joined = add(hidden, hidden.to(dense(8, tanh)));
  const outputs = { kind: joined.to(dense(3, softmax)), alarm: joined.to(dense(1, sigmoid)) };
  return network({ inputs: { wide, narrow }, outputs });
};
const data = {
  inputs: { wide: x, narrow: normal(randomKey(3), [30, 2]) },
  targets: {
    kind: tensor(Array.from({ length: 30 }, (_, i) => i % 3), { dtype: "int32" }), // prettier-ignore
    alarm: Array.from({ length: 30 }, (_, i) => [i % 2]),
  },
};
const options = {
  loss: { kind: sparseCategoricalCrossentropy, alarm: binaryCrossentropy },
  lossWeights: { kind: 1, alarm: 0.5 },
  metrics: { kind: { accuracy }, alarm: { binaryAccuracy } },
  optimizer: adam({ rate: 0.01 }),
  epochs: 3,
  batchSize: 8,
  seed: 4,
};

describe("several inputs and outputs", () => {
  test("train: the loss is the weighted sum, and that of each output is reported", async () => {
    const net = build();
    const { epochs } = await train(net, data, { ...options, epochs: 60, validation: data }).finished;
    const [first, last] = [epochs[0]!, epochs.at(-1)!];
    expect(Object.keys(last.metrics)).toEqual(["kind.loss", "alarm.loss", "kind.accuracy", "alarm.binaryAccuracy"]);
    expect(last.metrics["kind.loss"]! + 0.5 * last.metrics["alarm.loss"]!).toBeCloseTo(last.loss, 5);
    expect(last.loss).toBeLessThan(first.loss * 0.8);
    const measured = evaluate(net, data, options);
    expect(measured.loss).toBeCloseTo(last.validation!.loss, 6);
    expect(measured.metrics["kind.accuracy"]).toBeCloseTo(last.validation!.metrics["kind.accuracy"]!, 6);
  });

  test("predict by name, whatever the order they are given in", () => {
    const net = initialize(build(), { inputShape: { wide: [4], narrow: [2] } });
    const { kind, alarm } = predict(net, data.inputs);
    expect([kind.shape, alarm.shape]).toEqual([[30, 3], [30, 1]]); // prettier-ignore
    const { wide, narrow } = data.inputs;
    expect(predict(net, { narrow, wide })).toEqual({ kind, alarm });
  });

  test("stopped, saved and resumed to the same bits; a saved model predicts and trains on", async () => {
    const whole = train(build(), data, options);
    const history = await whole.finished;
    const part = train(build(), data, options);
    for await (const { step } of part) if (step === 5) break;
    const rest = resume<{ wide: Tensor; narrow: Tensor }, { kind: Tensor; alarm: Tensor }>(
      loadCheckpoint(save(part.state)),
      data,
    );
    expect(await rest.finished).toEqual(history);
    expect(rest.net.memory).toEqual(whole.net.memory);

    const loaded = load<{ wide: Tensor; narrow: Tensor }, { kind: Tensor; alarm: Tensor }>(save(whole.net));
    expect(predict(loaded, data.inputs)).toEqual(predict(whole.net, data.inputs));
    const [a, b] = [whole.net, loaded].map((net) => train(net, data, options).finished);
    expect(await a).toEqual(await b);
  });

  test("summary says what takes what", () => {
    expect(summary(initialize(build(), { inputShape: { wide: [4], narrow: [2] } }))).toBe(
      [
        "wide                                     [rows, 4]",
        "narrow                                   [rows, 2]",
        "layer 1  dense of wide                   [rows, 6]  1.kernel [4, 6]  1.bias [6]",
        "layer 2  batchNorm of layer 1            [rows, 6]  2.scale [6]  2.bias [6]",
        "layer 3  concatenate of layer 2, narrow  [rows, 8]",
        "layer 4  dropout of layer 3              [rows, 8]",
        "layer 5  dense of layer 4                [rows, 8]  5.kernel [8, 8]  5.bias [8]",
        "layer 6  add of layer 4, layer 5         [rows, 8]",
        "layer 7  dense of layer 6                [rows, 3]  7.kernel [8, 3]  7.bias [3]",
        "layer 8  dense of layer 6                [rows, 1]  8.kernel [8, 1]  8.bias [1]",
        "150 parameters, float32",
      ].join("\n"),
    );
  });

  test("weights for all outputs, or for each", () => {
    const net = initialize(build(), { inputShape: { wide: [4], narrow: [2] } });
    const half = Array.from({ length: 30 }, (_, i) => Number(i < 15));
    const ones = half.map(() => 1);
    const of = (weights: number[] | { kind: number[]; alarm: number[] }) =>
      evaluate(net, { ...data, weights }, options).metrics;
    expect(of(ones)["kind.loss"]).toBeCloseTo(evaluate(net, data, options).metrics["kind.loss"] as number, 6);
    expect(of({ kind: half, alarm: ones })["kind.loss"]).toBe(of(half)["kind.loss"]);
    expect(of({ kind: half, alarm: ones })["alarm.loss"]).toBe(of(ones)["alarm.loss"]);
  });
});

test("merge takes any function; a network is a layer in another", () => {
  const start = input();
  const inner = sequential([dense(3), dense(2)]);
  const outputs = merge((a, b) => concat([a.mul(2), b], 1), [start, start.to(inner)]);
  const net = initialize(network({ inputs: start, outputs }), { inputShape: [4] });
  expect(net.memory!.outputShape).toEqual([6]);
  expect(Object.keys(net.memory!.parameters)[0]).toBe("1.1.kernel");
});

test("not a finite number: the place is named, also behind a merge", async () => {
  const start = input();
  const net = network({ inputs: start, outputs: merge((a) => a.log(), [start.to(dense(2))], "logarithm") });
  const run = train(net, { inputs: x, targets: y }, { loss: meanSquaredError, optimizer: sgd() });
  await expect(run.finished).rejects.toThrow("the first is in layer 2 (logarithm)");
});

describe("is refused", () => {
  const [a, b] = [input(), input()];
  test.each<[string, () => unknown, typeof ShapeError, string]>([
    ["an input that is not named", () => network({ inputs: a, outputs: add(a, b) }), ValueError, "Name all of its inputs"],
    ["one that nobody needs", () => network({ inputs: { a, b }, outputs: a.to(dense(1)) }), ValueError, "received b, which none does"],
    ["an output without a layer", () => network({ inputs: a, outputs: a }), ValueError, "an output without one"],
    ["nothing to merge", () => add(), ValueError, "add: expected at least one node"],
    ["shapes that differ", () => initialize(network({ inputs: a, outputs: add(a, a.to(dense(3))) }), { inputShape: [4] }), ShapeError, "add: expected input 2 to have the shape of input 1, [rows, 4]"],
    ["names that differ", () => predict(initialize(build(), { inputShape: { wide: [4], narrow: [2] } }), { wide: x } as never), ValueError, "predict: expected inputs by the names wide, narrow, received inputs by the names wide."],
    ["rows that differ", () => predict(initialize(build(), { inputShape: { wide: [4], narrow: [2] } }), { wide: x, narrow: [[1, 2]] }), ShapeError, "expected inputs of 30 rows, as many as the first input has, received 1"],
    ["a loss for one alone", () => train(build(), data, { ...options, loss: { kind: meanSquaredError } as never }), ValueError, "train: expected losses by the names kind, alarm, received losses by the names kind."],
  ])("%s", (_, call, Kind, message) => {
    expect(call).toThrow(Kind);
    expect(call).toThrow(message);
  }); // prettier-ignore

  test("a layer in a second place with other inputs", () => {
    const shared = dense(2);
    const net = network({ inputs: { a, b }, outputs: add(a.to(shared), b.to(shared)) });
    expect(() => initialize(net, { inputShape: { a: [4], b: [3] } })).toThrow(
      "dense: expected weights [4, 2], [2], as in its first place, received [3, 2], [2].",
    );
  });
});
