import { createRequire } from "node:module";
import { orderOf, requireFinite, rowsOf } from "./examples.mjs";

const require = createRequire(import.meta.url);
const { NeuralNetwork } = require("brain.js");
export const { version } = require("brain.js/package.json");

export function prepare(work, examples) {
  const { training } = work;
  if (work.kind === "predict") return predicting(work, examples);
  if (training.batch > 1 && work.kind !== "fit") return "one example at a time only";
  const { name, rate } = training.optimizer;
  const inputs = rowsOf(examples.inputs, examples.width, Float32Array);
  const targets = rowsOf(examples.targets, examples.classes, Float32Array);
  const patterns = inputs.map((input, i) => ({ input, output: targets[i] }));
  const make = () => {
    const net = new NeuralNetwork({
      inputSize: examples.width,
      hiddenLayers: training.layers.slice(0, -1).map(({ units }) => units),
      outputSize: examples.classes,
      activation: "sigmoid",
      learningRate: work.kind === "fit" ? rate / 4 : rate,
      // It refuses 0.
      momentum: name === "momentum" ? 0.9 : Number.MIN_VALUE,
      ...(name === "adam" && { praxis: "adam" }),
    });
    net.initialize();
    return net;
  };
  let net = make();
  const order = orderOf(examples, training.shuffle);
  const steps = (count) => {
    for (let i = 0; i < count; i++) requireFinite(net.trainPattern(patterns[order.next()], true));
    return count;
  };
  const other = training.loss === "crossentropy" && "sigmoid everywhere, squared error";
  const single = training.batch > 1 && "batches of 1";
  return {
    note: [other, single].filter(Boolean).join(", ") || undefined,
    run:
      work.kind === "step"
        ? steps
        : (count) => {
            for (let i = 0; i < count; i++) {
              net = make();
              steps(work.epochs * examples.rows);
            }
            return count;
          },
    predict: (rows) => inputs.slice(0, rows).flatMap((row) => [...net.runInput(row)]),
  };
}

function predicting({ training, rows }, examples) {
  const inputs = rowsOf(examples.inputs, examples.width, Float32Array);
  const net = new NeuralNetwork({
    inputSize: examples.width,
    hiddenLayers: training.layers.slice(0, -1).map(({ units }) => units),
    outputSize: examples.classes,
    activation: "relu",
  });
  net.initialize();
  let at = 0;
  return {
    note: "no softmax",
    run(count) {
      for (let i = 0; i < count * rows; i++) net.run(inputs[at++ % inputs.length]);
      return count;
    },
    predict: (count) => inputs.slice(0, count).flatMap((row) => [...net.run(row)]),
  };
}
