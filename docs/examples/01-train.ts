// Builds a network, trains it on exclusive or, and asks it.
import { sigmoid, tanh } from "@chainrule/activations";
import { binaryCrossentropy } from "@chainrule/losses";
import { dense, predict, sequential, train } from "@chainrule/network";
import { adam } from "@chainrule/optimizers";

const inputs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const targets = [[0], [1], [1], [0]];

const net = sequential([dense(8, tanh), dense(1, sigmoid)]);
const options = { loss: binaryCrossentropy, optimizer: adam({ rate: 0.05 }), epochs: 200, seed: 7 };
const history = await train(net, { inputs, targets }, options).finished;

console.log(history.steps, history.epochs.at(-1)!.loss < 0.01); // → 200 true
console.log(predict(net, inputs).greater(0.5)); // → Tensor bool [4, 1] [[false],
// →  [true],
// →  [true],
// →  [false]]
