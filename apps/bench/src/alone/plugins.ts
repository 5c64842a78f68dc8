import { silu, softmax } from "@chainrule/activations";
import { categoricalCrossentropy } from "@chainrule/losses";
import { dense, sequential, train } from "@chainrule/network";
import { momentum } from "@chainrule/optimizers";
import {
  type Activation,
  type Loss,
  normal,
  oneHot,
  type Optimizer,
  type Parameters,
  randomKey,
  type StateTree,
  type Tensor,
  tensor,
  zerosLike,
} from "@chainrule/tensor";
import { threadTime } from "../clock.ts";
import { median } from "../median.ts";
import type { Line } from "../results.ts";

interface Parts {
  readonly activation: Activation;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
}

const ours = (): Parts => ({ activation: silu, loss: categoricalCrossentropy, optimizer: momentum({ rate: 0.01 }) });

/** The same arithmetic as somebody else would write it, with @chainrule/tensor alone. */
const theirs = (): Parts => ({
  activation: (x: Tensor) => x.mul(x.sigmoid()).named("theirSwish", { x }),
  loss: (p: Tensor, y: Tensor) => y.xlogy(p).sum(-1).neg().named("theirEntropy", { p, y }),
  optimizer: {
    init: (parameters) => map(parameters, (w) => zerosLike(w)),
    update(gradients, state) {
      const moved = map(gradients, (g, name) => (state as Parameters)[name]!.mul(0.9).add(g));
      return [map(moved, (v) => v.mul(-0.01)), moved satisfies StateTree];
    },
  },
});

const map = (record: Parameters, f: (x: Tensor, name: string) => Tensor): Parameters =>
  Object.fromEntries(Object.entries(record).map(([name, x]) => [name, f(x, name)]));

/** Steps with one part of somebody else's, against steps with ours alone, in turns. */
export async function plugins(rounds: number): Promise<Line[]> {
  const parts = ["activation", "loss", "optimizer"] as const;
  const lines: Line[] = [];
  for (const part of parts) {
    const pair = [stepsWith(ours()), stepsWith({ ...ours(), [part]: theirs()[part] })] as const;
    for (const steps of pair) await steps();
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const times = [0, 0];
      for (const i of round % 2 ? [1, 0] : [0, 1]) times[i] = await pair[i as 0 | 1]();
      ratios.push(times[1]! / times[0]!);
    }
    const unit = "time against our own of the same arithmetic";
    lines.push({ what: `${part} of a plugin`, value: median(ratios), unit, wanted: 1.05, most: true });
  }
  return lines;
}

const rows = 2048;

function stepsWith({ activation, loss, optimizer }: Parts): () => Promise<number> {
  const inputs = normal(randomKey(1), [rows, 64]);
  const targets = oneHot(tensor(Int32Array.from({ length: rows }, (_, i) => i % 10)), 10);
  const net = sequential([dense(128, activation), dense(128, activation), dense(10, softmax)]);
  return async () => {
    const begin = threadTime();
    await train(net, { inputs, targets }, { loss, optimizer, epochs: 8, batchSize: 64 }).finished;
    return threadTime() - begin;
  };
}
