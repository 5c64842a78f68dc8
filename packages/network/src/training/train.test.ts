import { sigmoid, softmax, tanh } from "@chainrule/activations";
import { binaryCrossentropy, meanSquaredError, sparseCategoricalCrossentropy } from "@chainrule/losses";
import { adam, chain, sgd } from "@chainrule/optimizers";
import {
  type MetricOptions,
  slice,
  uniform,
  DTypeError,
  normal,
  type Optimizer,
  randomKey,
  ShapeError,
  type Tensor,
  tensor,
  type TensorLike,
  TraceError,
  ValueError,
  zerosLike,
} from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { zeros } from "../initializers/zeros.ts";
import {
  auc,
  precision,
  recall,
  truePositives,
  accuracy,
  confusionMatrix,
  dense,
  dropout,
  evaluate,
  initialize,
  type Layer,
  predict,
  type Run,
  sequential,
  type StepEvent,
  train,
  type TrainOptions,
} from "../index.ts";

const inputs = [[1], [2], [3], [4], [5]];
const targets = [[3], [5], [7], [9], [11]];
const options = { loss: meanSquaredError, optimizer: sgd({ rate: 0.01 }), epochs: 3, batchSize: 2, seed: 1 };

const begin = (others: Partial<TrainOptions> = {}): Run =>
  train(sequential([dense(1)]), { inputs, targets }, { ...options, ...others });

describe("following a run", () => {
  test("an event a step, a record an epoch, the same for loop, callbacks and history", async () => {
    const seen: StepEvent[] = [];
    const finished: unknown[] = [];
    const callbacks = [
      { onStep: (event: StepEvent) => seen.push(event) },
      { onEpoch: (x: unknown) => finished.push(x) },
    ];
    const run = begin({ callbacks });
    const events = [];
    for await (const event of run) events.push(event);
    const history = await run.finished;

    expect(seen).toEqual(events);
    expect(events.map(({ step, epoch }) => [step, epoch])).toEqual(
      Array.from({ length: 9 }, (_, i) => [i + 1, Math.ceil((i + 1) / 3)]),
    );
    expect(events.map((event) => event.finished).filter((record) => record)).toEqual(history.epochs);
    expect(finished).toEqual(history.epochs);
    expect(history).toMatchObject({ steps: 9, end: "epochs" });
    // Batches of 2, 2 and 1 rows: the mean over the examples.
    const [a, b, c] = events.map(({ loss }) => loss) as [number, number, number];
    expect(history.epochs[0]).toMatchObject({ epoch: 1, step: 3, loss: (2 * a + 2 * b + c) / 5 });
  });

  test("`finished` alone, or beside a loop, which then sees every step", async () => {
    const [alone, both] = [begin(), begin()];
    const history = await alone.finished;
    const later = both.finished;
    const steps: number[] = [];
    for await (const { step } of both) steps.push(step);
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await later).toEqual(history);
  });

  test("nothing happens before it is asked for", async () => {
    const run = begin();
    await new Promise((later) => setTimeout(later));
    expect(run.net.memory).toBeUndefined();
    expect(run.state.progress.step).toBe(0);
  });

  test("stopped before its first step it has its first weights", async () => {
    const run = begin();
    run.stop();
    expect(await run.finished).toEqual({ epochs: [], steps: 0, end: "stopped" });
    expect(run.net.memory).toEqual(run.state.learned);
  });

  test("others get their turn while it runs", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await begin({ epochs: 20_000 }).finished; // for longer than three turns, on any machine
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
  });

  test("goes on from the weights that the network has", async () => {
    const net = sequential([dense(1)]);
    const data = { inputs, targets };
    await train(net, data, options).finished;
    const before = net.memory!.parameters;
    const run = train(net, data, { ...options, optimizer: sgd({ rate: 0 }), seed: 99 });
    await run.finished;
    expect(net.memory!.parameters).toEqual(before);
  });
});

test("a number of rows that the batch does not divide: every row counts once an epoch", async () => {
  // Updates of −gradient of the sum of the predictions: the weight falls by the sum of the inputs in each epoch.
  const net = sequential([dense(1, undefined, { kernel: zeros, bias: false })]);
  const loss = (prediction: Tensor): Tensor => prediction;
  await train(net, { inputs, targets }, { ...options, loss, optimizer: sgd({ rate: 1 }), reduction: "sum" }).finished;
  expect(predict(net, [[1]]).item()).toBe(-3 * 15);
});

test("shuffle: another order in each epoch, the same for one seed; without, the order of the rows", async () => {
  // Batches of one row, and the loss is its number.
  const orderOf = async (others: Partial<TrainOptions>): Promise<number[][]> => {
    const losses: number[] = [];
    const loss = (prediction: Tensor, target: Tensor): Tensor => prediction.mul(0).add(target);
    for await (const event of begin({ loss, batchSize: 1, ...others })) losses.push((event.loss - 3) / 2);
    return [losses.slice(0, 5), losses.slice(5, 10), losses.slice(10)];
  };
  const shuffled = await orderOf({});
  expect(new Set(shuffled.map(String)).size).toBe(3);
  for (const order of shuffled) expect(order.toSorted()).toEqual([0, 1, 2, 3, 4]);
  expect(await orderOf({})).toEqual(shuffled);
  expect(await orderOf({ seed: 2 })).not.toEqual(shuffled);
  expect(await orderOf({ shuffle: false })).toEqual(Array<number[]>(3).fill([0, 1, 2, 3, 4]));
});

test.each([
  ["mean", 9],
  ["sumOverBatch", 18],
  ["sum", 36],
] as const)("reduction %s of the errors 1, 3 and 5, 1: %d", async (reduction, loss) => {
  const net = sequential([dense(2, undefined, { kernel: zeros })]);
  const data = { inputs: [[1], [1]], targets: [[1, 3], [5, 1]] }; // prettier-ignore
  const events = await Array.fromAsync(train(net, data, { ...options, epochs: 1, reduction }));
  expect(events.map((event) => event.loss)).toEqual([loss]);
});

test("validation and metrics: by the weights at the end of the epoch, and without dropout", async () => {
  const net = sequential([dense(4), dropout(0.5), dense(1)]);
  const validation = { inputs: [[6], [7]], targets: [[13], [15]] };
  const metrics = { worst: (p: Tensor, y: Tensor): Tensor => p.sub(y).abs().reduceMax() };
  const run = train(net, { inputs, targets }, { ...options, validation, metrics });
  for await (const { finished, metrics } of run) {
    expect(Object.keys(metrics)).toEqual(["worst"]);
    if (!finished) continue;
    const errors = predict(net, validation.inputs).sub(tensor(validation.targets));
    expect(finished.validation!.loss).toBeCloseTo(errors.square().mean().item(), 3);
    expect(finished.validation!.metrics.worst).toBeCloseTo(errors.abs().reduceMax().item(), 3);
  }
});

test("float64 throughout: the line is found to 12 digits", async () => {
  const data = { inputs: tensor(inputs, { dtype: "float64" }), targets: tensor(targets, { dtype: "float64" }) };
  const run = train(sequential([dense(1)]), data, { ...options, optimizer: sgd({ rate: 0.05 }), epochs: 1500 });
  await run.finished;
  const prediction = predict(run.net, [[10]]);
  expect(prediction.dtype).toBe("float64");
  expect(prediction.item()).toBeCloseTo(21, 11);
});

test("labels are int32, with a softmax of as many classes", async () => {
  const x = normal(randomKey(2), [60, 2]);
  const labels = x.sum(1).greater(0).cast("int32");
  const run = train(
    sequential([dense(8, tanh), dense(2, softmax)]),
    { inputs: x, targets: labels },
    { loss: sparseCategoricalCrossentropy, optimizer: adam({ rate: 0.05 }), epochs: 30, metrics: { accuracy } },
  );
  const { epochs } = await run.finished;
  expect(epochs.at(-1)!.metrics.accuracy).toBeGreaterThan(0.95);
});

test("an optimizer may keep its memory in any form", async () => {
  // Under 0 a record, under 1 a tensor: in a flat list the latter comes first. The factor counts to 3.
  const steps = (unit: number): Optimizer => ({
    init: () => tensor(0),
    update: (gradients, state) => {
      const next = (state as Tensor).add(unit);
      return [Object.fromEntries(Object.entries(gradients).map(([name, x]) => [name, zerosLike(x).add(next)])), next];
    },
  });
  const nested: Optimizer = {
    init: () => ({ "a/b": tensor(5), a: { b: tensor(7) } }),
    update: (g, state) => [g, state],
  };
  const run = begin({ optimizer: chain(nested, steps(0.5), steps(1)), epochs: 1 });
  await run.finished;
  const { optimizer, learned } = run.state;
  expect(Object.entries(optimizer).map(([name, x]) => [name, x.item()])).toEqual([
    ["1", 1.5],
    ["2", 3],
    ["0/a%2Fb", 5],
    ["0/a/b", 7],
  ]);
  expect(learned.parameters["1.bias"]!.item()).toBe(1 + 2 + 3);
});

test("parameters may have any name", async () => {
  const odd = ["10", "2", "__proto__", "a/b", "ä é\n"];
  const layer: Layer = {
    name: "odd",
    init: (_key, inputShape, { dtype }) => ({
      parameters: Object.fromEntries(odd.map((name, i) => [name, tensor([i], { dtype })])),
      state: {},
      outputShape: inputShape,
    }),
    apply: ({ parameters, state }, x) => [
      odd.reduce((sum, name, i) => sum.add(parameters[name]!.mul(10 ** i)), x),
      state,
    ],
  };
  const run = train(sequential([layer]), { inputs, targets }, { ...options, optimizer: adam() });
  await run.finished;
  expect(Object.keys(run.net.memory!.parameters).toSorted()).toEqual(odd.map((name) => `1.${name}`).toSorted());
});

describe("refused before anything has changed", () => {
  const net = sequential([dense(2, softmax)]);
  const labels = tensor([0, 1, 0, 1, 1], { dtype: "int32" });
  const sparse = { loss: sparseCategoricalCrossentropy };
  const bad = (
    data: { readonly inputs?: TensorLike; readonly targets?: TensorLike },
    others: Partial<TrainOptions> = {},
  ): Run => train(net, { inputs, targets, ...data }, { ...options, ...others });
  const ready = initialize(sequential([dense(1)]), { inputShape: [2] });

  test.each<[string, () => unknown, new (message: string) => Error, string]>([
    [
      "zero epochs",
      () => bad({}, { epochs: 0 }),
      ValueError,
      "expected epochs to be a whole number, 1 or above, received 0",
    ],
    ["NaN epochs", () => bad({}, { epochs: NaN }), ValueError, "expected epochs to be a whole number"],
    ["batches of none", () => bad({}, { batchSize: 0 }), ValueError, "expected batchSize to be a whole number"],
    ["half a row", () => bad({}, { batchSize: 0.5 }), ValueError, "expected batchSize to be a whole number"],
    ["a seed that is none", () => bad({}, { seed: 0.5 }), ValueError, "expected a whole number as seed, received 0.5"],
    ["a negative rate", () => bad({}, { optimizer: sgd({ rate: -1 }) }), ValueError, "sgd: expected rate"],
    [
      "no layers",
      () => sequential([]),
      ValueError,
      "sequential: expected a list of at least one layer, received none.",
    ],
    ["no units", () => dense(0), ValueError, "dense: expected units to be a whole number"],
    ["ragged rows", () => bad({ inputs: [[1], [1, 2]] }), ShapeError, "expected arrays of one length"],
    ["text", () => bad({ inputs: [["1"]] as never }), ValueError, "tensor: expected numbers, received string"],
    [
      "no rows",
      () => bad({ inputs: [], targets: [] }),
      ShapeError,
      "expected at least one row of inputs, received none",
    ],
    [
      "rows that differ",
      () => bad({ targets: [[1], [2]] }),
      ShapeError,
      "expected targets of 5 rows, as many as the first input has, received 2",
    ],
    ["scalars", () => bad({ inputs: 1, targets: 1 }), ShapeError, "expected at least one row of inputs, received none"],
    [
      "targets that merely broadcast",
      () => bad({}),
      ShapeError,
      "expected target to have the shape of prediction, [rows, 2], received [rows, 1]. They would broadcast",
    ],
    ["a label too high", () => bad({ targets: labels.add(1) }, sparse), ValueError, "labels from 0 to 1, received 2"],
    ["a label below 0", () => bad({ targets: labels.sub(1) }, sparse), ValueError, "labels from 0 to 1, received -1"],
    ["float labels", () => bad({ targets: [0, 1, 0, 1, 1] }, sparse), DTypeError, "expected target int32"],
    [
      "float64 targets of float32 inputs",
      () => train(sequential([dense(1)]), { inputs, targets: tensor(targets, { dtype: "float64" }) }, options),
      DTypeError,
      "expected one dtype, received float32 and float64.",
    ],
    [
      "a dtype that the network does not have",
      () => train(ready, { inputs: tensor([[1, 2]], { dtype: "float64" }), targets: [[1]] }, options),
      DTypeError,
      "train: expected inputs in float32, received float64.",
    ],
    [
      "a target outside the range of the loss",
      () => bad({ targets: inputs.map(() => [0, 2]) }, { loss: binaryCrossentropy }),
      ValueError,
      "expected target from 0 to 1, received 2.",
    ],
    [
      "a validation target outside it",
      () =>
        bad(
          { targets: inputs.map(() => [0, 1]) },
          { loss: binaryCrossentropy, validation: { inputs: [[1]], targets: [[0, 2]] } },
        ),
      ValueError,
      "expected target from 0 to 1, received 2.",
    ],
    [
      "validation examples of another dtype",
      () => bad({ targets: labels }, { ...sparse, validation: { inputs: [[1]], targets: [0] } }),
      DTypeError,
      "train: validation: expected targets in int32, received float32.",
    ],
    [
      "a metric that is no scalar",
      () => bad({ targets: labels }, { ...sparse, metrics: { confusionMatrix } }),
      ShapeError,
      "expected metric confusionMatrix to be a scalar, received [2, 2]. Call it with predict(net, inputs) instead.",
    ],
    [
      "a loss that reads numbers",
      () => bad({ targets: labels }, { loss: (prediction) => tensor(prediction.sum().item()) }),
      TraceError,
      "Choose with condition.where(a, b) in place of if",
    ],
    [
      "images to a dense layer",
      () => bad({ inputs: [[[1]], [[1]]], targets: [0, 1] }),
      ShapeError,
      "Put flatten() before it.",
    ],
  ])("%s", (_, call, Kind, message) => {
    expect(call).toThrow(Kind);
    expect(call).toThrow(message);
    expect(net.memory).toBeUndefined();
  });
});

test("metrics of an epoch are those of all its examples, as evaluate has them, with their weights", async () => {
  const rows = 1500; // more than are predicted at once
  const inputs = normal(randomKey(1), [rows, 2]);
  const noise = normal(randomKey(2), [rows, 1]);
  const targets = slice(inputs, 1, 0, 1).add(noise).greater(0.8).cast("float32");
  const weights = uniform(randomKey(3), [rows]).mul(3).sub(0.5).max(0);
  const metrics = {
    precision,
    auc,
    truePositives,
    "recall of the sure": (p: Tensor, y: Tensor, given?: MetricOptions) => recall(p, y, { ...given, threshold: 0.7 }),
  };
  for (const examples of [
    { inputs, targets },
    { inputs, targets, weights },
  ]) {
    const settings = { loss: binaryCrossentropy, metrics };
    const net = sequential([dense(3, tanh), dropout(0.5), dense(1, sigmoid)]);
    const run = train(net, examples, { ...settings, optimizer: adam({ rate: 0.05 }), epochs: 3, batchSize: 100 });
    for await (const { finished, metrics } of run) {
      expect(Object.keys(metrics)).toEqual(Object.keys(settings.metrics)); // of the batch
      if (!finished) continue;
      const expected = evaluate(net, examples, settings).metrics;
      expect(finished.metrics).toEqual(expected);
    }
  }
});

test("a prediction outside what the loss takes is refused before the first step", async () => {
  const net = sequential([dense(1, (x) => x.mul(0).sub(1))]);
  const begin = (): Run =>
    train(net, { inputs, targets: [[0], [0], [0], [1], [1]] }, { ...options, loss: binaryCrossentropy });
  const message = "expected prediction from 0 to 1, received -1. End the network with sigmoid or softmax.";
  await expect(begin().finished).rejects.toThrow(message);
  expect(() => begin().state).toThrow(message);
  expect(net.memory).toBeUndefined();
});
