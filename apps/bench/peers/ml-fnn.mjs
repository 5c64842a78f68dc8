import { createRequire } from "node:module";
import { orderOf, requireFinite, rowsOf, stepsPerEpoch } from "./examples.mjs";

const require = createRequire(import.meta.url);
const FeedForwardNeuralNetwork = require("ml-fnn");
const { Matrix } = require("ml-matrix");
export const { version } = require("ml-fnn/package.json");

export function prepare(work, examples) {
  const { training } = work;
  const classes = Math.max(2, examples.classes);
  const inputs = rowsOf(examples.inputs, examples.width, Array);
  const make = () => {
    const net = new FeedForwardNeuralNetwork({
      hiddenLayers: training.layers.slice(0, -1).map(({ units }) => units),
      // Its gradient is the sum over the batch.
      learningRate: (training.optimizer.name === "adam" ? 0.1 : training.optimizer.rate) / training.batch,
      regularization: 1e-30,
    });
    net.buildNetwork(examples.width, classes);
    const numbers = Object.fromEntries(Array.from({ length: classes }, (_, i) => [i, i]));
    net.dicts = { inputs: numbers, outputs: numbers };
    return net;
  };
  let net = make();
  const order = orderOf(examples, training.shuffle);

  // `train` takes the whole table and counts its classes each time: these are the two lines of its loop.
  const steps = (count) => {
    for (let i = 0; i < count; i++) {
      const rows = Array.from(order.batch(training.batch));
      const batch = new Matrix(rows.map((row) => inputs[row]));
      const labels = rows.map((row) => examples.labels[row]);
      const probabilities = net.propagate(batch);
      let loss = 0;
      for (let j = 0; j < labels.length; j++) loss -= Math.log(probabilities.get(j, labels[j]));
      net.backpropagation(batch, labels, probabilities);
      requireFinite(loss);
    }
    return count;
  };
  const fits = (count) => {
    for (let i = 0; i < count; i++) {
      net = make();
      steps(work.epochs * stepsPerEpoch(examples, training.batch));
    }
    return count;
  };
  let at = 0;
  const predictions = (count) => {
    for (let i = 0; i < count; i++) {
      net.propagate(new Matrix(Array.from({ length: work.rows }, () => inputs[at++ % inputs.length])));
    }
    return count;
  };
  const plain = training.optimizer.name !== "sgd" && `no ${training.optimizer.name}`;
  const two = training.loss === "squared" && "softmax of two classes, cross-entropy";
  return {
    note: ["tanh whatever is asked", plain, two].filter(Boolean).join(", "),
    run: { step: steps, fit: fits, predict: predictions }[work.kind],
    predict: (rows) => {
      const flat = net.propagate(new Matrix(inputs.slice(0, rows))).to1DArray();
      return examples.classes === 1 ? flat.filter((_, i) => i % 2) : flat;
    },
  };
}
