/** A page as a user would write it: a worker trains, since the main thread of a page may not wait for others. */
export const page = `
const worker = new Worker(new URL("./training.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => console.log(data);
worker.onerror = ({ message }) => console.log(message);
`;

/** Trains with one thread and with two, and says whether the bits are the same and how much the second has done. */
export const training = `
import { softmax, tanh } from "@chainrule/activations";
import { categoricalCrossentropy } from "@chainrule/losses";
import { dense, save, sequential, train } from "@chainrule/network";
import { adam } from "@chainrule/optimizers";

// What a store shares with its threads. Where in it they count what they have done is of no use but to this test.
const memories = [];
const Memory = WebAssembly.Memory;
WebAssembly.Memory = function (descriptor) {
  const memory = new Memory(descriptor);
  if (descriptor.shared) memories.push(memory);
  return memory;
};
const helped = () => Math.max(0, ...memories.map(({ buffer }) => new Int32Array(buffer)[64]));

const inputs = Array.from({ length: 256 }, (_, row) => Array.from({ length: 64 }, (_, i) => ((row * 7 + i * 13) % 17) / 17));
const targets = inputs.map((_, row) => (row % 2 === 0 ? [1, 0] : [0, 1]));

async function trained(threads) {
  const net = sequential([dense(128, tanh), dense(128, tanh), dense(2, softmax)]);
  const options = { loss: categoricalCrossentropy, optimizer: adam(), batchSize: 128, epochs: 50, seed: 7, threads };
  // The second thread may take a while to get there.
  for await (const _ of train(net, { inputs, targets }, options)) {
    if (threads > 1 && helped() === 0) await new Promise((done) => setTimeout(done, 20));
  }
  return save(net).join();
}

const alone = await trained(1);
const together = await trained(2);
postMessage(\`\${alone === together ? "the same bits" : "other bits"}, \${helped()} parts by others\`);
`;

/** What it says if all is well. */
export const sameBits = /^the same bits, ([1-9]\d*) parts by others$/;
