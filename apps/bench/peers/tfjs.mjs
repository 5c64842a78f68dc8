import { createRequire } from "node:module";
import { orderOf, requireFinite, stepsPerEpoch } from "./examples.mjs";

const require = createRequire(import.meta.url);

/** With core operations and `optimizer.minimize`: `model.fit` and `trainOnBatch` do the same and more. */
export async function tfjs(backend) {
  // It asks for tfjs-node in a banner, and warns that kernels are registered twice.
  console.warn = console.info = console.log = () => undefined;
  const tf = require("@tensorflow/tfjs");
  if (backend === "wasm") require("@tensorflow/tfjs-backend-wasm").setThreadsCount?.(1);
  await tf.setBackend(backend);
  await tf.ready();
  if (tf.getBackend() !== backend) throw new Error(`tfjs runs on ${tf.getBackend()}`);
  const { version } = require("@tensorflow/tfjs/package.json");
  return { version, prepare: (work, examples) => prepare(tf, work, examples) };
}

function prepare(tf, work, examples) {
  const { training } = work;
  const inputs = tf.tensor2d(examples.inputs, [examples.rows, examples.width]);
  const targets = tf.tensor2d(examples.targets, [examples.rows, examples.classes]);
  const { name, rate } = training.optimizer;

  const make = () => {
    let width = examples.width;
    const weights = training.layers.map(({ units }) => {
      const limit = Math.sqrt(6 / (width + units));
      const layer = {
        kernel: tf.variable(tf.randomUniform([width, units], -limit, limit)),
        bias: tf.variable(tf.zeros([units])),
      };
      width = units;
      return layer;
    });
    const optimizer =
      name === "adam" ? tf.train.adam(rate) : name === "momentum" ? tf.train.momentum(rate, 0.9) : tf.train.sgd(rate);
    return { weights, optimizer };
  };
  let state = make();

  const scores = (x, last) =>
    state.weights.reduce((a, { kernel, bias }, i) => {
      const { activation } = training.layers[i];
      // One kernel for product, bias and activation where it has one.
      const fused = activation === "softmax" ? undefined : activation;
      const y = tf.fused.matMul({ a, b: kernel, bias, activation: fused });
      return last && activation === "softmax" ? tf.softmax(y) : y;
    }, x);
  const lossOf = (x, y) =>
    training.loss === "squared"
      ? tf.losses.meanSquaredError(y, scores(x))
      : tf.losses.softmaxCrossEntropy(y, scores(x));

  const order = orderOf(examples, training.shuffle);
  const steps = (count) => {
    for (let i = 0; i < count; i++) {
      const loss = tf.tidy(() => {
        const rows = tf.tensor1d(order.batch(training.batch), "int32");
        const [x, y] = [tf.gather(inputs, rows), tf.gather(targets, rows)];
        return state.optimizer.minimize(() => lossOf(x, y), true).dataSync()[0];
      });
      requireFinite(loss);
    }
    return count;
  };
  const dispose = () => {
    for (const { kernel, bias } of state.weights) tf.dispose([kernel, bias]);
    state.optimizer.dispose();
  };
  const fits = (count) => {
    for (let i = 0; i < count; i++) {
      dispose();
      state = make();
      steps(work.epochs * stepsPerEpoch(examples, training.batch));
    }
    return count;
  };
  const predictions = () => {
    const batches = tf.split(inputs, examples.rows / work.rows);
    let at = 0;
    return (count) => {
      for (let i = 0; i < count; i++) tf.tidy(() => scores(batches[at++ % batches.length], true).dataSync());
      return count;
    };
  };
  return {
    run: work.kind === "predict" ? predictions() : { step: steps, fit: fits }[work.kind],
    predict: (rows) => tf.tidy(() => scores(inputs.slice(0, rows), true).dataSync()),
  };
}
