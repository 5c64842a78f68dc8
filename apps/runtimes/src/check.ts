// What every runtime has to do alike. It runs in Node, Deno, Bun, a page and a worker, and imports nothing of theirs.
import { gelu, relu, sigmoid, softmax, tanh } from "@chainrule/activations";
import { trace } from "@chainrule/compiler";
import { type Mode, supportedModes, wasmPlan, wasmStore } from "@chainrule/compiler/wasm";
import { binaryCrossentropy, categoricalCrossentropy, huber } from "@chainrule/losses";
import { dense, dropout, save, sequential, train } from "@chainrule/network";
import { adam, adamw, cosineDecay, momentum } from "@chainrule/optimizers";
import { type Loss, normal, type Optimizer, randomKey, type Tensor, uniform } from "@chainrule/tensor";
import { difference } from "../../../packages/compiler/fuzz/compare.ts";
import { randomCase } from "../../../packages/compiler/fuzz/randomCase.ts";
import { Digest } from "./digest.ts";

export interface Outcome {
  /** Random graphs in which the engine did not do what the interpreter does. */
  readonly differences: readonly string[];
  /** By mode, as far as it is offered here: all bits that came out. */
  readonly bits: Partial<Readonly<Record<Mode, Bits>>>;
  /** How many parts of the work other threads have done, where they can: in the end at least one. */
  readonly helped: number;
}

interface Bits {
  /** Of random graphs. */
  readonly graphs: string;
  /** Of the weights and losses of trainings. */
  readonly training: string;
  /** Of a larger one in one, two, three and four threads. */
  readonly threads: readonly string[];
}

export async function check({ graphs }: { graphs: number }): Promise<Outcome> {
  const differences: string[] = [];
  const bits: Partial<Record<Mode, Bits>> = {};
  for (const mode of supportedModes()) {
    const digest = new Digest();
    for (let seed = 0; seed < graphs; seed++) {
      const given = randomCase(seed);
      if (given.mode !== mode) continue;
      try {
        const plan = wasmPlan(given.graph, mode)!;
        for (const inputs of given.runs) for (const { data } of plan(inputs)) digest.add(data!);
        const found = difference(given);
        if (found !== undefined) differences.push(`seed ${seed}, ${found}`);
      } catch (error) {
        differences.push(`seed ${seed}, ${String(error)}`);
      }
    }
    const threads: string[] = [];
    for (const count of [1, 2, 3, 4]) threads.push(await inThreads(mode, count));
    bits[mode] = { graphs: digest.text(), training: await trainings(mode), threads };
  }
  return { differences, bits, helped: await helped() };
}

async function trainings(mode: Mode): Promise<string> {
  const digest = new Digest();
  const inputs = normal(randomKey(1), [53, 7]);
  const hits = uniform(randomKey(2), [53, 3]).greater(0.5).cast("float32");
  const shares = softmax(normal(randomKey(3), [53, 3]));
  const settings: [Loss, Tensor, Optimizer][] = [
    [binaryCrossentropy, hits, adam({ rate: 0.01 })],
    [categoricalCrossentropy, shares, adamw({ rate: cosineDecay(0.01, { steps: 20 }), decay: 0.01 })],
    [huber, hits, momentum({ rate: 0.05 })],
  ];
  for (const [loss, targets, optimizer] of settings) {
    const last = loss === categoricalCrossentropy ? softmax : sigmoid;
    const net = sequential([dense(17, relu), dropout(0.2), dense(12, tanh), dense(9, gelu), dense(3, last)]);
    const run = train(net, { inputs, targets }, { loss, optimizer, epochs: 4, batchSize: 16, seed: 5, mode });
    const { epochs } = await run.finished;
    digest.add(Float64Array.from(epochs, (epoch) => epoch.loss));
    digest.add(save(net));
  }
  return digest.text();
}

/** A training that is large enough to be shared. */
async function inThreads(mode: Mode, threads: number): Promise<string> {
  const digest = new Digest();
  const inputs = normal(randomKey(1), [150, 100]);
  const targets = softmax(normal(randomKey(3), [150, 4]));
  const net = sequential([dense(96, relu), dropout(0.2), dense(64, tanh), dense(4, softmax)]);
  const optimizer = adam({ rate: 0.01 });
  const options = { loss: categoricalCrossentropy, optimizer, epochs: 8, batchSize: 64, seed: 5, mode, threads };
  for await (const { loss } of train(net, { inputs, targets }, options)) {
    digest.add(Float64Array.of(loss));
    await pause(2); // the others get there meanwhile
  }
  digest.add(save(net));
  return digest.text();
}

/** Runs a plan in two threads until the other one has done something, for ten seconds at most. */
async function helped(): Promise<number> {
  const store = wasmStore([], supportedModes()[0]!, { threads: 2, share: 1 })!;
  const x = normal(randomKey(1), [256, 256]);
  const plan = store.plan(
    trace((a) => [a.matmul(a).exp()], [x]),
    [],
  );
  for (const end = Date.now() + 10_000; Date.now() < end && store.helped() === 0; await pause(2)) plan([x]);
  store.end();
  return store.helped();
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
