// Watches a training step by step, leaves when it is good enough, and stops another one by an AbortSignal.
import { tanh } from "@chainrule/activations";
import { meanSquaredError } from "@chainrule/losses";
import { dense, sequential, train } from "@chainrule/network";
import { adam } from "@chainrule/optimizers";
import { range, sin } from "@chainrule/tensor";

const x = range(64, { dtype: "float32" }).div(10).reshape([64, 1]);
const data = { inputs: x, targets: sin(x) };
const net = sequential([dense(16, tanh), dense(1)]);
const options = { loss: meanSquaredError, optimizer: adam({ rate: 0.01 }), epochs: 1000, batchSize: 16 };

const run = train(net, data, options);
for await (const { step, epoch, loss, finished } of run) {
  if (step % 4 === 0 && step <= 8) console.log(step, epoch, loss < 2); // → 4 1 true
  if (finished && finished.loss < 0.1) break; // → 8 2 true
}
console.log((await run.finished).end, run.state.progress.history.at(-1)!.loss < 0.1); // → stopped true

const controller = new AbortController();
const onEpoch = ({ epoch }: { epoch: number }) => epoch === 3 && controller.abort();
const aborted = train(net, data, { ...options, signal: controller.signal, callbacks: [{ onEpoch }] });
console.log((await aborted.finished).steps); // → 12
