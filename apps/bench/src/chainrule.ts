import { createRequire } from "node:module";
import * as activations from "@chainrule/activations";
import { categoricalCrossentropy, meanSquaredError } from "@chainrule/losses";
import { dense, initialize, type Network, predict as predictRows, sequential, train } from "@chainrule/network";
import { adam, momentum, sgd } from "@chainrule/optimizers";
import { type Optimizer, slice, tensor, type Tensor } from "@chainrule/tensor";
import type { Prepared } from "./contender.ts";
import type { Examples } from "./examples.ts";
import type { Training, Work } from "./work.ts";

const { version } = createRequire(import.meta.url)("@chainrule/network/package.json") as { version: string };
export { version };

/** Through the public functions, as anybody would write it. */
export function prepare(work: Work, examples: Examples): Prepared {
  const { training } = work;
  const inputs = tensor(examples.inputs).reshape([examples.rows, examples.width]);
  const targets = tensor(examples.targets).reshape([examples.rows, examples.classes]);
  const fit = (net: Network, epochs: number) =>
    train(net, { inputs, targets }, { ...optionsOf(training), epochs }).finished;

  let net = networkOf(training);
  initialize(net, { inputShape: [examples.width] });
  const predict = (rows: number): ArrayLike<number> => predictRows(net, slice(inputs, 0, 0, rows)).toTypedArray();

  if (work.kind === "predict") {
    const batches = batchesOf(inputs, work.rows);
    let at = 0;
    return {
      predict,
      run(count) {
        for (let i = 0; i < count; i++) predictRows(net, batches[at++ % batches.length]!).toTypedArray();
        return count;
      },
    };
  }
  if (work.kind === "fit") {
    return {
      predict,
      async run(count) {
        for (let i = 0; i < count; i++) {
          net = networkOf(training);
          await fit(net, work.epochs);
        }
        return count;
      },
    };
  }
  return {
    predict,
    async run(count) {
      const { steps } = await fit(net, Math.max(1, Math.round((count * training.batch) / examples.rows)));
      return steps;
    },
  };
}

const networkOf = ({ layers }: Training): Network =>
  sequential(layers.map(({ units, activation }) => dense(units, activations[activation])));

const optimizers: Readonly<Record<Training["optimizer"]["name"], (options: { rate: number }) => Optimizer>> = {
  sgd,
  momentum,
  adam,
};

const optionsOf = ({ loss, optimizer: { name, rate }, batch, shuffle }: Training) => ({
  loss: loss === "squared" ? meanSquaredError : categoricalCrossentropy,
  optimizer: optimizers[name]({ rate }),
  batchSize: batch,
  shuffle,
});

/** The rows in pieces, each a tensor of its own. */
const batchesOf = (inputs: Tensor, rows: number): Tensor[] =>
  Array.from({ length: Math.floor(inputs.shape[0]! / rows) }, (_, i) => slice(inputs, 0, i * rows, (i + 1) * rows));
