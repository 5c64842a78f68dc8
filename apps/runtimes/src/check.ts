// What every runtime has to do alike. It runs in Node, Deno, Bun, a page and a worker, and imports nothing of theirs.
import { gelu, relu, sigmoid, softmax, tanh } from "@chainrule/activations";
import { type Mode, supportedModes, wasmPlan } from "@chainrule/compiler/wasm";
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
}

interface Bits {
  /** Of random graphs. */
  readonly graphs: string;
  /** Of the weights and losses of trainings. */
  readonly training: string;
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
    bits[mode] = { graphs: digest.text(), training: await trainings(mode) };
  }
  return { differences, bits };
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
