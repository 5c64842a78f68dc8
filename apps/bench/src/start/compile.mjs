// How long the first step of a training takes in a fresh process, less that of a later one, in ms.
import { relu, sigmoid, softmax } from "@chainrule/activations";
import { categoricalCrossentropy } from "@chainrule/losses";
import { dense, initialize, sequential, train } from "@chainrule/network";
import { sgd } from "@chainrule/optimizers";
import { normal, randomKey, tensor } from "@chainrule/tensor";

const tiny = process.argv[2] === "3-3-3-3";
const [width, classes, batchSize] = tiny ? [3, 3, 1] : [784, 10, 128];
const net = sequential(
  tiny
    ? [dense(3, relu), dense(3, sigmoid), dense(3, softmax)]
    : [dense(512, relu), dense(512, relu), dense(10, softmax)],
);
initialize(net, { inputShape: [width] });
const rows = 4 * batchSize;
const targets = tensor(
  Array.from({ length: rows }, (_, i) => Array.from({ length: classes }, (_, j) => Number(i % classes === j))),
);
const inputs = normal(randomKey(1), [rows, width]);

const times = [performance.now()];
const run = train(net, { inputs, targets }, { loss: categoricalCrossentropy, optimizer: sgd(), batchSize, epochs: 5 });
for await (const { step } of run) times[step] = performance.now();
const first = times[1] - times[0];
const later = times
  .slice(1)
  .map((time, i) => time - times[i])
  .sort((a, b) => a - b)[times.length >> 1];
console.log(first - later);
