// A training that has not begun: of the net named on the command line.
import { relu, sigmoid, softmax } from "@chainrule/activations";
import { categoricalCrossentropy } from "@chainrule/losses";
import { dense, initialize, sequential, train } from "@chainrule/network";
import { sgd } from "@chainrule/optimizers";
import { normal, randomKey, tensor } from "@chainrule/tensor";

const tiny = process.argv[2] === "3-3-3-3";
const [width, classes, size] = tiny ? [3, 3, 1] : [784, 10, 128];
const net = sequential(
  tiny
    ? [dense(3, relu), dense(3, sigmoid), dense(3, softmax)]
    : [dense(512, relu), dense(512, relu), dense(10, softmax)],
);
initialize(net, { inputShape: [width] });
const rows = 4 * size;
const targets = tensor(
  Array.from({ length: rows }, (_, i) => Array.from({ length: classes }, (_, j) => Number(i % classes === j))),
);
const inputs = normal(randomKey(1), [rows, width]);

export const batchSize = size;

export const begin = () =>
  train(net, { inputs, targets }, { loss: categoricalCrossentropy, optimizer: sgd(), batchSize, epochs: 5 });
