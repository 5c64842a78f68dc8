import { sigmoid, softmax, tanh } from "@chainrule/activations";
import {
  binaryCrossentropy,
  categoricalCrossentropy,
  huber,
  meanSquaredError,
  sparseCategoricalCrossentropy,
} from "@chainrule/losses";
import { adam, sgd } from "@chainrule/optimizers";
import { DTypeError, ShapeError, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import {
  accuracy,
  dense,
  dropout,
  evaluate,
  initialize,
  orthogonal,
  predict,
  resume,
  sequential,
  sparse,
  train,
  truncatedNormal,
  varianceScaling,
} from "./index.ts";
import { eye } from "./initializers/eye.ts";
import { normal } from "./initializers/normal.ts";
import { uniform } from "./initializers/uniform.ts";

// What those do who write JavaScript without types: each says who speaks, what was expected and received, and the cure.

const any = (f: unknown) => f as (...given: unknown[]) => unknown;
const net = initialize(sequential([dense(4, tanh), dense(1, sigmoid)]), { inputShape: [2] });
const classes = sequential([dense(3, softmax)]);
const data = { inputs: [[0, 0], [1, 1], [0, 1]], targets: [[0], [0], [1]] }; // prettier-ignore
const options = { loss: binaryCrossentropy, optimizer: adam() };
const training = (others: object, examples: object = {}, of: unknown = net) =>
  any(train)(of, { ...data, ...examples }, { ...options, ...others });
const rows = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]; // prettier-ignore

test.each<[string, () => unknown, new (message: string) => Error, string]>([
  ...[normal, uniform, truncatedNormal, orthogonal, eye, varianceScaling, sparse].map(
    (initializer): [string, () => unknown, new (message: string) => Error, string] => [
      `${initializer.name} by another name`,
      () => any(initializer)({ std: 1 }),
      ValueError,
      "received one with std. Correct the name, or leave it out.",
    ],
  ),
  [
    "an initializer that has to be called",
    () => initialize(sequential([dense(1, undefined, { kernel: any(truncatedNormal) as never })]), { inputShape: [2] }),
    ValueError,
    "truncatedNormal: expected an object of mean, deviation, received one with",
  ],
  [
    "a checkpoint and options of a training",
    () => any(resume)(train(net, data, options).state, data, { epochs: 5 }),
    ValueError,
    "resume: expected an object of net, validation, callbacks, signal, threads, mode, optimizer, received one with epochs.",
  ],
  [
    "initialize without a shape",
    () => any(initialize)(net, {}),
    ValueError,
    "initialize: expected an object of inputShape, seed, dtype, received one without inputShape. Add it.",
  ],
  [
    "a shape that is a number",
    () => any(initialize)(net, { inputShape: 4 }),
    ShapeError,
    "initialize: expected inputShape as lengths, 1 or above, in a list, received 4. Write for example { inputShape: [4] }",
  ],
  ["a length below 0", () => initialize(net, { inputShape: [-4] }), ShapeError, "in a list, received [-4]."],
  [
    "labels below 0",
    () =>
      train(
        classes,
        { inputs: rows, targets: Int32Array.of(-1, 0, 1) },
        { ...options, loss: sparseCategoricalCrossentropy },
      ),
    ValueError,
    "expected labels from 0 to 2, received -1 at place 0, counted from 0. Labels count from 0: give the last layer",
  ],
  [
    "an optimizer not called",
    () => training({ optimizer: adam }),
    ValueError,
    'train: expected an optimizer such as adam(), received a function. Write import { adam } from "@chainrule/optimizers", and pass adam().',
  ],
  [
    "the name of an optimizer",
    () => training({ optimizer: "adam" }),
    ValueError,
    'an optimizer such as adam(), received "adam"',
  ],
  ["null as optimizer", () => training({ optimizer: null }), ValueError, "an optimizer such as adam(), received null"],
  ["no optimizer", () => training({ optimizer: undefined }), ValueError, "received one without optimizer. Add it."],
  [
    "the name of a loss",
    () => training({ loss: "mse" }),
    ValueError,
    'train: expected a loss such as meanSquaredError, received "mse". Write import { meanSquaredError } from "@chainrule/losses", and pass meanSquaredError.',
  ],
  [
    "a loss that is called",
    () => training({ loss: any(meanSquaredError)() }),
    ValueError,
    "meanSquaredError: expected prediction to be a tensor, received undefined. Pass meanSquaredError without calling it.",
  ],
  [
    "a loss that is called with options",
    () => training({ loss: any(huber)({ delta: 1 }) }),
    ValueError,
    "huber: expected prediction to be a tensor, received object.",
  ],
  [
    "the name of a loss to measure",
    () => any(evaluate)(net, data, { loss: "mse" }),
    ValueError,
    "evaluate: expected a loss such as",
  ],
  [
    "metrics in a list",
    () => training({ metrics: [accuracy] }),
    ValueError,
    "train: expected metrics by name, such as { accuracy }, received a list.",
  ],
  ["names of metrics", () => training({ metrics: ["accuracy"] }), ValueError, "such as { accuracy }, received a list"],
  [
    "a metric by itself",
    () => training({ metrics: accuracy }),
    ValueError,
    "such as { accuracy }, received a function",
  ],
  [
    "the name of a metric by name",
    () => training({ metrics: { accuracy: "accuracy" } }),
    ValueError,
    'a metric such as accuracy, received "accuracy"',
  ],
  [
    "an option of another library",
    () => training({ learningRate: 0.1 }),
    ValueError,
    "train: expected an object of loss, optimizer, epochs,",
  ],
  [
    "an option that is misspelt",
    () => training({ epoch: 10 }),
    ValueError,
    "received one with epoch. Correct the name, or leave it out.",
  ],
  ["no options", () => any(train)(net, data), ValueError, "received undefined. Write { loss: … }."],
  [
    "another reduction",
    () => training({ reduction: "avg" }),
    ValueError,
    'reduction to be "mean" or "sumOverBatch" or "sum", received "avg"',
  ],
  ["another mode", () => training({ mode: "fast" }), ValueError, 'mode to be "fused" or "exact", received "fast"'],
  [
    "a number as text",
    () => training({ epochs: "3" }),
    ValueError,
    'epochs to be a whole number, 1 or above, received "3". Pass for example 8.',
  ],
  [
    "x and y",
    () => any(train)(net, { x: [[1]], y: [[1]] }, options),
    ValueError,
    "train: expected an object of inputs, targets, weights, received one with x.",
  ],
  [
    "inputs and targets one after the other",
    () => any(train)(net, data.inputs, data.targets, options),
    ValueError,
    "received a list. Write { loss: … }.",
  ],
  ["no targets", () => training({}, { targets: undefined }), ValueError, "received one without targets. Add it."],
  [
    "no rows",
    () => training({}, { inputs: [], targets: [] }),
    ShapeError,
    "train: expected at least one row of inputs, received none.",
  ],
  [
    "layers without a network",
    () => training({}, {}, [dense(1)]),
    ValueError,
    "a network such as sequential([dense(1)]), received a list",
  ],
  [
    "no network",
    () => any(predict)(undefined, [[1, 0]]),
    ValueError,
    "predict: expected a network such as sequential([dense(1)]), received undefined",
  ],
  [
    "units as text",
    () => any(dense)("16"),
    ValueError,
    'dense: expected units to be a whole number, 1 or above, received "16". Pass for example 8.',
  ],
  [
    "an option in place of an activation",
    () => any(dense)(16, { activation: tanh }),
    ValueError,
    "dense: expected an activation such as relu, received an object.",
  ],
  ["a rate as text", () => any(dropout)("0.5"), ValueError, 'received "0.5". Pass for example 0.2.'],
  [
    "layers that are not called",
    () => any(sequential)([dense]),
    ValueError,
    "network: expected a layer such as dense(16), received a function.",
  ],
  [
    "an activation as a layer",
    () => any(sequential)([dense(2), tanh]),
    ValueError,
    "a layer such as dense(16), received a function",
  ],
  [
    "layers without a list",
    () => any(sequential)(dense(1)),
    ValueError,
    "sequential: expected a list of at least one layer, received an object.",
  ],
  ["NaN to predict from", () => predict(net, [[0, 1], [NaN, 1]]), ValueError, "predict: expected finite numbers, received NaN in row 1 of the inputs, place 0, both counted from 0."], // prettier-ignore
  [
    "float64 for a float32 network",
    () => predict(net, new Float64Array([1, 0])),
    DTypeError,
    'predict: expected inputs in float32, received float64. Write tensor(…, { dtype: "float32" }) around them.',
  ],
  [
    "labels for rows of classes",
    () => training({ loss: categoricalCrossentropy }, { targets: [0, 1, 2] }, classes),
    ShapeError,
    "take sparseCategoricalCrossentropy",
  ],
  [
    "rows of classes for labels",
    () => training({ loss: sparseCategoricalCrossentropy }, { targets: rows }, classes),
    ShapeError,
    "Take categoricalCrossentropy for one-hot rows.",
  ],
  [
    "labels that are no int32",
    () => training({ loss: sparseCategoricalCrossentropy }, { targets: [0, 1, 2] }, classes),
    DTypeError,
    'Write tensor(…, { dtype: "int32" }) around the labels.',
  ],
  [
    "a rate by itself",
    () => any(sgd)(0.1),
    ValueError,
    "sgd: expected an object of rate, received 0.1. Write { rate: … }.",
  ],
  ["a rate by itself for adam", () => any(adam)(0.1), ValueError, "adam: expected an object of rate, beta1, beta2,"],
  [
    "a rate by another name",
    () => any(adam)({ lr: 0.1 }),
    ValueError,
    "received one with lr. Correct the name, or leave it out.",
  ],
])("%s", (_, call, kind, message) => {
  const before = net.memory;
  expect(call).toThrow(kind);
  expect(call).toThrow(message);
  expect([net.memory, classes.memory]).toEqual([before, undefined]);
});

test("plain arrays take the dtype of the network, in training and evaluation as in prediction", () => {
  const wide = initialize(sequential([dense(1, sigmoid)]), { inputShape: [2], dtype: "float64" });
  expect(evaluate(wide, data, options).rows).toBe(3);
  expect(predict(wide, data.inputs).dtype).toBe("float64");
});

test("of what is infinite only predictions that are not finite are refused", () => {
  const infinite = tensor([[0, Infinity]]);
  expect(predict(net, infinite).toTypedArray().every(Number.isFinite)).toBe(true);
  const linear = initialize(sequential([dense(1)]), { inputShape: [2] });
  expect(() => predict(linear, infinite)).toThrow("received Infinity in row 0 of the inputs, place 1");
});
