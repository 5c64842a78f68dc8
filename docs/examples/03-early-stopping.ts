// Stops when the loss of the validation examples no longer falls, and keeps the weights of the best epoch.
import { tanh } from "@chainrule/activations";
import { meanSquaredError } from "@chainrule/losses";
import { dense, evaluate, sequential, train } from "@chainrule/network";
import { adam } from "@chainrule/optimizers";
import { normal, randomKey, sin, uniform } from "@chainrule/tensor";

const x = uniform(randomKey(1), [20, 1], { high: 6 });
const noisy = sin(x).add(normal(randomKey(2), [20, 1], { deviation: 0.3 }));
const t = uniform(randomKey(3), [50, 1], { high: 6 });
const validation = { inputs: t, targets: sin(t) };

const net = sequential([dense(32, tanh), dense(32, tanh), dense(1)]);
const history = await train(
  net,
  { inputs: x, targets: noisy },
  {
    loss: meanSquaredError,
    optimizer: adam({ rate: 0.01 }),
    epochs: 2000,
    validation,
    earlyStopping: { patience: 50 },
  },
).finished;

const best = history.epochs[history.bestEpoch! - 1]!;
console.log(history.end, history.epochs.length - best.epoch); // → earlyStopping 50
console.log(best.validation!.loss === evaluate(net, validation, { loss: meanSquaredError }).loss); // → true
