// Stops a training in its middle, saves it, and goes on from the bytes: the end is the same to the last bit.
import { relu, sigmoid } from "@chainrule/activations";
import { binaryCrossentropy } from "@chainrule/losses";
import { dense, dropout, load, loadCheckpoint, predict, resume, save, sequential, train } from "@chainrule/network";
import { adam } from "@chainrule/optimizers";
import { normal, randomKey } from "@chainrule/tensor";

const inputs = normal(randomKey(1), [100, 4]);
const data = { inputs, targets: inputs.square().sum(1, { keepDims: true }).greater(4).cast("float32") };
const options = { loss: binaryCrossentropy, optimizer: adam(), epochs: 6, seed: 7 };
const begin = () => train(sequential([dense(16, relu), dropout(0.2), dense(1, sigmoid)]), data, options);

const whole = begin();
console.log((await whole.finished).steps); // → 24

const half = begin();
for await (const { step } of half) if (step === 10) break;
const bytes = save(half.state); // saveFile of @chainrule/network/node writes them to a file

const rest = resume(loadCheckpoint(bytes), data); // needs neither the layers nor the loss nor the optimizer
console.log((await rest.finished).steps, Buffer.compare(save(rest.state), save(whole.state))); // → 24 0
console.log(predict(load(bytes), [[0, 0, 0, 0]]).shape); // → [ 1, 1 ]
