import { createRequire } from "node:module";
import { orderOf, requireFinite, rowsOf } from "./examples.mjs";

const require = createRequire(import.meta.url);
const { Architect, Neuron } = require("synaptic");
export const { version } = require("synaptic/package.json");

const squash = { relu: Neuron.squash.RELU, sigmoid: Neuron.squash.LOGISTIC, softmax: Neuron.squash.LOGISTIC };

export function prepare(work, examples) {
  const { training } = work;
  if (training.batch > 1)
    return work.kind === "predict" ? "one line of code a weight: too many" : "one example at a time only";
  const inputs = rowsOf(examples.inputs, examples.width, Array);
  const targets = rowsOf(examples.targets, examples.classes, Array);
  const net = new Architect.Perceptron(examples.width, ...training.layers.map(({ units }) => units));
  [...net.layers.hidden, net.layers.output].forEach((layer, i) =>
    layer.set({ squash: squash[training.layers[i].activation] }),
  );
  // Its rectifier dies at higher rates.
  const rate = training.optimizer.rate * (training.loss === "crossentropy" ? 0.1 : 1);
  const order = orderOf(examples, training.shuffle);
  const logistic = training.loss === "crossentropy" && "logistic outputs instead of softmax";
  const still = training.optimizer.name === "momentum" && "no momentum";
  return {
    note: [logistic, still].filter(Boolean).join(", ") || undefined,
    // Its own loop, Trainer.train, does the same with a cost function called through `options`, and is slower.
    run(count) {
      for (let i = 0; i < count; i++) {
        const at = order.next();
        const target = targets[at];
        const output = net.activate(inputs[at]);
        net.propagate(rate, target);
        let loss = 0;
        if (training.loss === "squared") for (let k = 0; k < target.length; k++) loss += (target[k] - output[k]) ** 2;
        else for (let k = 0; k < target.length; k++) if (target[k] === 1) loss -= Math.log(output[k]);
        requireFinite(loss);
      }
      return count;
    },
    predict: (rows) => inputs.slice(0, rows).flatMap((row) => [...net.activate(row)]),
  };
}
