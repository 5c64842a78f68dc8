// A network that is no chain: two inputs by name, a connection that skips a layer, two outputs with a loss each.
import { sigmoid, tanh } from "@chainrule/activations";
import { binaryCrossentropy, meanSquaredError } from "@chainrule/losses";
import {
  add,
  concatenate,
  dense,
  embedding,
  flatten,
  input,
  network,
  predict,
  summary,
  train,
} from "@chainrule/network";
import { adam } from "@chainrule/optimizers";
import { tensor } from "@chainrule/tensor";

const [height, colour] = [input(), input()];
const first = concatenate(height, colour.to(embedding(3, 2)).to(flatten())).to(dense(4, tanh));
const last = add(first, first.to(dense(4, tanh))); // past the second layer, and through it
const outputs = { weight: last.to(dense(1)), ripe: last.to(dense(1, sigmoid)) };
const net = network({ inputs: { height, colour }, outputs });

const colours = tensor([[0], [1], [2], [0]], { dtype: "int32" });
const data = {
  inputs: { height: [[1], [2], [3], [4]], colour: colours },
  targets: { weight: [[2], [4], [6], [8]], ripe: [[0], [0], [1], [1]] },
};
const loss = { weight: meanSquaredError, ripe: binaryCrossentropy };
await train(net, data, { loss, optimizer: adam({ rate: 0.05 }), epochs: 200 }).finished;
console.log(summary(net)); // → height                                   [rows, 1]
// → colour                                   [rows, 1]
// → layer 1  embedding of colour             [rows, 1, 2]  1.table [3, 2]
// → layer 2  flatten of layer 1              [rows, 2]
// → layer 3  concatenate of height, layer 2  [rows, 3]
// → layer 4  dense of layer 3                [rows, 4]     4.kernel [3, 4]  4.bias [4]
// → layer 5  dense of layer 4                [rows, 4]     5.kernel [4, 4]  5.bias [4]
// → layer 6  add of layer 4, layer 5         [rows, 4]
// → layer 7  dense of layer 6                [rows, 1]     7.kernel [4, 1]  7.bias [1]
// → layer 8  dense of layer 6                [rows, 1]     8.kernel [4, 1]  8.bias [1]
// → 52 parameters, float32
console.log(predict(net, data.inputs).ripe.greater(0.5).toArray()); // → [ [ 0 ], [ 0 ], [ 1 ], [ 1 ] ]
