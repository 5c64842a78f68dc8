import { gelu, relu, sigmoid, silu, softmax, tanh } from "@chainrule/activations";
import { categoricalCrossentropy, huber, meanSquaredError } from "@chainrule/losses";
import { adam, momentum, rmsprop, sgd } from "@chainrule/optimizers";
import {
  type Activation,
  type DType,
  type Loss,
  normal,
  randomBits,
  randomKey,
  slice,
  uniform,
} from "@chainrule/tensor";
import { afterEach, expect, test } from "vitest";
import { engine } from "./engine.ts";
import { interpreter, runOn } from "./executor.ts";
import { batchNorm, dense, dropout, evaluate, type Network, predict, sequential, train } from "./index.ts";

// Nets of all widths and batches around vectors, tiles and panels, whose weights the engine lays as it likes: trained
// and asked in exact mode, they have the bits of the interpreter.

const widths = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 40, 63, 64, 65, 100];
const batches = [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 16, 17, 32, 33];

afterEach(() => runOn(engine));

test.each(Array.from({ length: 60 }, (_, seed) => seed))("net %i", { timeout: 60_000 }, async (seed) => {
  const drawn = randomBits(randomKey(1000 + seed), [100], 30).toTypedArray();
  let next = 0;
  const one = <T>(list: readonly T[]): T => list[drawn[next++]! % list.length]!;
  const dtype = one<DType>(["float32", "float32", "float64"]);
  const [width, outputs, batchSize] = [one(widths), one(widths.slice(1)), one(batches)];
  const hidden = Array.from({ length: one([0, 1, 2, 3]) }, () => {
    const layer = dense(one(widths), one([relu, sigmoid, tanh, gelu, silu, undefined]));
    return [layer, ...one([[], [], [batchNorm()], [dropout(0.3)]])];
  }).flat();
  const classes = one([true, false]);
  const [last, loss]: [Activation | undefined, Loss] = classes
    ? [softmax, categoricalCrossentropy]
    : [undefined, one([meanSquaredError, huber])];
  const optimizer = one([
    sgd({ rate: 0.02 }),
    momentum({ rate: 0.02 }),
    adam({ rate: 0.01 }),
    rmsprop({ rate: 0.01, centered: true }),
  ]);
  // The last batch is often a smaller one.
  const rows = batchSize * one([1, 2, 3]) + one([0, 1, 2]);
  const inputs = normal(randomKey(seed), [rows, width], { dtype });
  const raw = uniform(randomKey(2000 + seed), [rows, outputs], { dtype }).add(0.1);
  const targets = classes ? raw.div(raw.sum(-1, { keepDims: true })) : raw;
  const shuffle = one([true, false]);

  const outcome = async (): Promise<unknown> => {
    const net: Network = sequential([...hidden, dense(outputs, last)]);
    const run = train(
      net,
      { inputs, targets },
      { loss, optimizer, epochs: 2, batchSize, seed, shuffle, mode: "exact" },
    );
    const { epochs } = await run.finished;
    const { learned, optimizer: memory } = run.state;
    const numbers = [learned.parameters, learned.state, memory].flatMap((record) =>
      Object.entries(record).map(([name, x]) => [name, ...x.toTypedArray()]),
    );
    const asked = [1, rows].map((count) => [...predict(net, slice(inputs, 0, 0, count)).toTypedArray()]);
    return { epochs, numbers, asked, ...evaluate(net, { inputs, targets }, { loss }) };
  };
  runOn(interpreter);
  const expected = await outcome();
  runOn(engine);
  expect(await outcome()).toEqual(expected);
});
