import { readFileSync } from "node:fs";
import { NeuralNetwork, Tensor, Trainers } from "toygrad";
import { volumes } from "./volumes.mjs";

export const { version } = JSON.parse(readFileSync(new URL("node_modules/toygrad/package.json", import.meta.url)));

export const prepare = volumes({
  input: (width) => ({ type: "input", sx: 1, sy: 1, sz: width }),
  dense: (units) => ({ type: "dense", filters: units }),
  softmax: (units) => [{ type: "dense", filters: units }, { type: "softmax" }],
  regression: (_, dense, sigmoid) => [dense, ...sigmoid, { type: "regression" }],
  volume: (row) => new Tensor(1, 1, row.length, Float32Array.from(row)),
  make: (layers) => new NeuralNetwork({ layers }),
  trainer: (net, { name, rate }, batch) =>
    name === "adam"
      ? new Trainers.Adam(net, { learningRate: rate, batchSize: batch })
      : new Trainers.SGD(net, { learningRate: rate, batchSize: batch, momentum: name === "momentum" ? 0.9 : 0 }),
  noteOn: () => undefined,
});
