import { readFileSync } from "node:fs";
import { defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import { orderOf, requireFinite, stepsPerEpoch } from "./examples.mjs";

export const { version } = JSON.parse(readFileSync(new URL("node_modules/@jax-js/jax/package.json", import.meta.url)));

await init("wasm");
defaultDevice("wasm");

/** The whole step, from the gathering to the new weights, is one `jit`. */
export function prepare(work, examples) {
  const { training } = work;
  const inputs = np.array(examples.inputs).reshape([examples.rows, examples.width]);
  const targets = np.array(examples.targets).reshape([examples.rows, examples.classes]);

  const scores = (weights, x) =>
    weights.reduce((a, { kernel, bias }, i) => {
      const { activation } = training.layers[i];
      const z = np.matmul(a, kernel).add(bias);
      return activation === "relu" ? nn.relu(z) : activation === "sigmoid" ? nn.sigmoid(z) : z;
    }, x);
  const lossOf = (weights, x, y) =>
    training.loss === "squared"
      ? np.square(scores(weights, x).sub(y)).mean()
      : nn.logSoftmax(scores(weights, x)).mul(y).sum(-1).mean().neg();

  const { update, memory } = optimizers[training.optimizer.name](training.optimizer.rate);
  const step = jit((weights, state, x, y) => {
    const [loss, gradients] = valueAndGrad(lossOf)(tree.ref(weights), x, y);
    const [newWeights, newState] = update(weights, gradients, state);
    return [newWeights, newState, loss];
  });
  const predicting = jit((weights, x) => {
    const z = scores(weights, x);
    return training.loss === "squared" ? z : nn.softmax(z);
  });

  const make = () => {
    let width = examples.width;
    const weights = training.layers.map(({ units }) => {
      const limit = Math.sqrt(6 / (width + units));
      const kernel = np.array(Float32Array.from({ length: width * units }, () => (2 * Math.random() - 1) * limit));
      const layer = { kernel: kernel.reshape([width, units]), bias: np.zeros([units]) };
      width = units;
      return layer;
    });
    return { weights, memory: memory(weights) };
  };
  let state = make();
  const order = orderOf(examples, training.shuffle);

  const gather = (rows) => {
    // Copied in JavaScript: an array from a typed array costs less here than `np.take` of 4,096 rows.
    const x = new Float32Array(rows.length * examples.width);
    const y = new Float32Array(rows.length * examples.classes);
    rows.forEach((row, i) => {
      x.set(examples.inputs.subarray(row * examples.width, (row + 1) * examples.width), i * examples.width);
      y.set(examples.targets.subarray(row * examples.classes, (row + 1) * examples.classes), i * examples.classes);
    });
    return [np.array(x).reshape([rows.length, examples.width]), np.array(y).reshape([rows.length, examples.classes])];
  };
  const steps = (count) => {
    for (let i = 0; i < count; i++) {
      const [x, y] = gather(order.batch(training.batch));
      const [weights, kept, loss] = step(state.weights, state.memory, x, y);
      state = { weights, memory: kept };
      requireFinite(loss.dataSync()[0]);
    }
    return count;
  };
  const fits = (count) => {
    for (let i = 0; i < count; i++) {
      tree.dispose(state.weights);
      tree.dispose(state.memory);
      state = make();
      steps(work.epochs * stepsPerEpoch(examples, training.batch));
    }
    return count;
  };
  let at = 0;
  const predictions = (count) => {
    for (let i = 0; i < count; i++) {
      const first = (at++ * work.rows) % examples.rows;
      const x = examples.inputs.subarray(first * examples.width, (first + work.rows) * examples.width);
      predicting(tree.ref(state.weights), np.array(x.slice()).reshape([work.rows, examples.width])).dataSync();
    }
    return count;
  };
  targets.dispose();
  return {
    run: { step: steps, fit: fits, predict: predictions }[work.kind],
    predict(rows) {
      const x = inputs.ref.slice([0, rows]);
      return predicting(tree.ref(state.weights), x).dataSync();
    },
  };
}

const each = (f, ...trees) => tree.map(f, ...trees);

const optimizers = {
  sgd: (rate) => ({
    memory: () => [],
    update: (weights, gradients, state) => [each((w, g) => w.sub(g.mul(rate)), weights, gradients), state],
  }),
  momentum: (rate) => ({
    memory: (weights) => each((w) => np.zerosLike(w.ref), weights),
    update(weights, gradients, velocity) {
      const next = each((v, g) => v.mul(0.9).add(g), velocity, gradients);
      return [each((w, v) => w.sub(v.mul(rate)), weights, tree.ref(next)), next];
    },
  }),
  adam: (rate) => ({
    memory: (weights) => ({
      mean: each((w) => np.zerosLike(w.ref), weights),
      square: each((w) => np.zerosLike(w.ref), weights),
      powers: np.array(Float32Array.from([1, 1])),
    }),
    update(weights, gradients, { mean, square, powers }) {
      const grown = powers.mul(np.array(Float32Array.from([0.9, 0.999])));
      const left = np.array(Float32Array.from([1, 1])).sub(grown.ref);
      const [a, b] = [left.ref.slice(0), left.slice(1)];
      const m = each((old, g) => old.mul(0.9).add(g.mul(0.1)), mean, tree.ref(gradients));
      const v = each((old, g) => old.mul(0.999).add(np.square(g).mul(0.001)), square, gradients);
      const next = each(
        (w, first, second) =>
          w.sub(
            first
              .div(a.ref)
              .div(np.sqrt(second.div(b.ref)).add(1e-8))
              .mul(rate),
          ),
        weights,
        tree.ref(m),
        tree.ref(v),
      );
      a.dispose();
      b.dispose();
      return [next, { mean: m, square: v, powers: grown }];
    },
  }),
};
