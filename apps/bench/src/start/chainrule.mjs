// From an import to a prediction.
import { sigmoid } from "@chainrule/activations";
import { meanSquaredError } from "@chainrule/losses";
import { dense, predict, sequential, train } from "@chainrule/network";
import { momentum } from "@chainrule/optimizers";

const net = sequential([dense(3, sigmoid), dense(1, sigmoid)]);
const data = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [[0], [1], [1], [0]],
};
await train(net, data, { loss: meanSquaredError, optimizer: momentum({ rate: 0.1 }), epochs: 25, batchSize: 1 })
  .finished;
console.log(predict(net, data.inputs).toArray());
