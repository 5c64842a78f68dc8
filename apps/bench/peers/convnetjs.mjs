import { createRequire } from "node:module";
import { volumes } from "./volumes.mjs";

const require = createRequire(import.meta.url);
const { Net, SGDTrainer, Vol } = require("convnetjs");
export const { version } = require("convnetjs/package.json");

const methods = { sgd: { method: "sgd", momentum: 0 }, momentum: { method: "sgd", momentum: 0.9 } };

export const prepare = volumes({
  input: (width) => ({ type: "input", out_sx: 1, out_sy: 1, out_depth: width }),
  dense: (units) => ({ type: "fc", num_neurons: units }),
  softmax: (units) => [{ type: "softmax", num_classes: units }],
  regression: (units, dense, sigmoid) => [dense, ...sigmoid, { type: "regression", num_neurons: units }],
  volume: (row) => {
    const volume = new Vol(1, 1, row.length, 0);
    volume.w.set(row);
    return volume;
  },
  make: (layers) => {
    const net = new Net();
    net.makeLayers(layers);
    return net;
  },
  trainer: (net, { name, rate }, batch) =>
    new SGDTrainer(net, {
      ...(methods[name] ?? { method: "adagrad" }),
      learning_rate: name === "adam" ? 5 * rate : rate,
      batch_size: batch,
    }),
  noteOn: (name) => name === "adam" && "no Adam: Adagrad",
});
