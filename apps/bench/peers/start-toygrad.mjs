// From an import to a prediction, as src/start/chainrule.mjs.
import { NeuralNetwork, Tensor, Trainers } from "toygrad";

const net = new NeuralNetwork({
  layers: [
    { type: "input", sx: 1, sy: 1, sz: 2 },
    { type: "dense", filters: 3 },
    { type: "sigmoid" },
    { type: "dense", filters: 1 },
    { type: "sigmoid" },
    { type: "regression" },
  ],
});
const trainer = new Trainers.SGD(net, { learningRate: 0.1, batchSize: 1, momentum: 0.9 });
const rows = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const inputs = rows.map((row) => new Tensor(1, 1, 2, new Float32Array(row)));
for (let i = 0; i < 100; i++) trainer.train(inputs[i % 4], [(i % 4 === 1 || i % 4 === 2) + 0]);
console.log(inputs.map((row) => net.forward(row, false).w[0]));
